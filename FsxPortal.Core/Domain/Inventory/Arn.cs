using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace FsxPortal.Core.Domain.Inventory;

/// <summary>An Amazon Resource Name, taken apart: <c>arn:partition:service:region:account:resource</c>.</summary>
public sealed partial record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>The last part of the resource: <c>fs-0123</c> of <c>file-system/fs-0123</c>.</summary>
    public string Id => Resource[(Resource.LastIndexOf('/') + 1)..];

    /// <summary>Takes <paramref name="text"/> apart.</summary>
    /// <exception cref="FormatException">It is no ARN.</exception>
    public static Arn Parse(string text) =>
        TryParse(text, out var arn) ? arn : throw new FormatException($"'{text}' is not an ARN.");

    /// <summary>Takes <paramref name="text"/> apart, or says that it is no ARN.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Arn? arn)
    {
        var parts = (text ?? "").Split(':', 6);
        arn = parts is ["arn", var partition, { Length: > 0 } service, var region, var account, { Length: > 0 } resource]
            && KnownPartition().IsMatch(partition) && text!.All(IsPlain)
            ? new Arn(partition, service, region, account, resource)
            : null;
        return arn is not null;
    }

    /// <summary>The ARN of a backup vault.</summary>
    public static Arn Vault(string partition, string region, string account, string name) =>
        new(partition, "backup", region, account, $"backup-vault:{name}");

    /// <inheritdoc/>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";

    // No ARN of AWS has a space or a control character.
    private static bool IsPlain(char character) => character is > ' ' and not '\x7f';

    [GeneratedRegex(@"^aws(-[a-z]+)*\z")]
    private static partial Regex KnownPartition();
}
