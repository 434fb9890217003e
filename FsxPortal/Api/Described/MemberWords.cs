using Microsoft.OpenApi;

namespace FsxPortal.Api.Described;

/// <summary>What members mean that the code behind them does not explain, since their names say enough to whoever reads it there.</summary>
/// <remarks>The words are in <c>Members.txt</c>, a line each: form, member, meaning.</remarks>
internal static class MemberWords
{
    private const string File = "FsxPortal.Api.Described.Members.txt";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> Words = new(Read);

    /// <summary>Describes all members, and forms, that nobody has described.</summary>
    public static void Describe(IDictionary<string, IOpenApiSchema> schemas)
    {
        foreach (var (name, form) in schemas)
        {
            Describe(form, name);
            foreach (var (member, schema) in form.Properties ?? new Dictionary<string, IOpenApiSchema>())
            {
                Describe(schema, $"{name}.{member}");
            }
        }
    }

    private static void Describe(IOpenApiSchema schema, string name)
    {
        if (string.IsNullOrEmpty(schema.Description) && Words.Value.TryGetValue(name, out var word))
        {
            schema.Description = word;
        }
    }

    private static Dictionary<string, string> Read()
    {
        using var text = new StreamReader(typeof(MemberWords).Assembly.GetManifestResourceStream(File)!);
        return text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1].Trim());
    }
}
