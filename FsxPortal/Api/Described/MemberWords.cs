using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>What members mean that the code behind them does not explain, since their names say enough to whoever reads it there.</summary>
/// <remarks>The words are in <c>Members.txt</c>, a line each: a member, of one form or of all, and its meaning.</remarks>
internal static class MemberWords
{
    private const string File = "FsxPortal.Api.Described.Members.txt";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Words = new(Read);

    /// <summary>Describes all members that nobody has described, and forms of others.</summary>
    public static void Describe(IDictionary<string, IOpenApiSchema> schemas)
    {
        foreach (var (name, form) in schemas)
        {
            form.Description ??= Words.Value.GetValueOrDefault(name);
            foreach (var (member, schema) in form.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                // What is said of a form elsewhere says nothing of the member that has it.
                var said = schema is OpenApiSchemaReference other ? other.Reference.Description : schema.Description;
                if (string.IsNullOrEmpty(said)
                    && (Words.Value.GetValueOrDefault($"{name}.{member}") ?? Words.Value.GetValueOrDefault(member)) is { } word)
                {
                    schema.Description = word;
                }
            }
        }
    }

    private static Dictionary<string, string> Read()
    {
        using var text = new StreamReader(typeof(MemberWords).Assembly.GetManifestResourceStream(File)!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
    }
}
