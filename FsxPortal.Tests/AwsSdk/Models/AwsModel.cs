namespace FsxPortal.Tests.AwsSdk.Models;

/// <summary>What someone knows of an AWS service: AWS's own packages, or our client. All in the same plain words, to be compared.</summary>
/// <param name="Source">Whose knowledge it is.</param>
/// <param name="Structures">Members of each structure, request, response and error, by name.</param>
internal sealed record AwsModel(
    string Source,
    IReadOnlyDictionary<string, ModelOperation> Operations,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, ModelMember>> Structures,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Enums)
{
    private static readonly IReadOnlyDictionary<string, ModelMember> Nothing = new Dictionary<string, ModelMember>();

    /// <summary>The members of a structure; of none when AWS sends nothing there.</summary>
    public IReadOnlyDictionary<string, ModelMember> Members(string? structure) => structure is null ? Nothing : Structures[structure];

    /// <summary>The same model with the sizes of its numbers, which the JavaScript
    /// packages do not tell, as <paramref name="other"/> knows them.</summary>
    public AwsModel WithNumbersOf(AwsModel other) => this with
    {
        Structures = Structures.ToDictionary(
            structure => structure.Key,
            structure => (IReadOnlyDictionary<string, ModelMember>)structure.Value.ToDictionary(
                member => member.Key,
                member =>
                    other.Structures.GetValueOrDefault(structure.Key)?.GetValueOrDefault(member.Key) is { } known
                        && Agree(known.Type, member.Value.Type)
                    ? member.Value with { Type = known.Type }
                    : member.Value)),
    };

    /// <summary>Whether two words for a type say the same, as far as they say anything.</summary>
    public static bool Agree(string one, string other) => one == other || Coarse(one) == other || one == Coarse(other);

    private static string Coarse(string type) =>
        type.Replace("integer", "number", StringComparison.Ordinal).Replace("long", "number", StringComparison.Ordinal);
}

/// <param name="Input">The structure of the request, or null.</param>
/// <param name="Output">The structure of the response, or null.</param>
internal sealed record ModelOperation(string Method, string Uri, string? Input, string? Output, IReadOnlyList<string> Errors);

/// <param name="Type"><c>string</c>, <c>integer</c>, <c>long</c>, <c>number</c> (of unknown size), <c>boolean</c>,
/// <c>timestamp</c>, <c>enum X</c>, <c>structure X</c>, <c>list&lt;...&gt;</c>, <c>map&lt;...&gt;</c>.</param>
/// <param name="In"><c>path</c>, <c>query</c>, <c>header</c> or <c>body</c>.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Token">Whether a client fills it by itself, so that AWS knows a repeat.</param>
internal sealed record ModelMember(string Type, string In, string Name, bool Token)
{
    public override string ToString() => $"{Type} in {In} as {Name}{(Token ? ", a token" : "")}";
}
