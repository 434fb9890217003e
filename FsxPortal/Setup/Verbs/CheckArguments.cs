using FsxPortal.Setup.Start;

namespace FsxPortal.Setup.Verbs;

/// <summary>What <c>check</c> asks for, besides what the portal itself understands.</summary>
public sealed record CheckArguments
{
    private static readonly string[] OfProbe = ["--account", "--file-system", "--vault", "--copy-to"];

    /// <summary>The configuration that is checked.</summary>
    public required PortalArguments Portal { get; init; }

    /// <summary>Whether to make one backup.</summary>
    public bool Probe { get; init; }

    public string Account { get; init; } = "";

    public string FileSystem { get; init; } = "";

    public string Vault { get; init; } = "";

    /// <summary>The ARN of the vault that receives a copy; empty to make none.</summary>
    public string CopyTo { get; init; } = "";

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartException">An option is unknown, or one is missing.</exception>
    public static CheckArguments Parse(IReadOnlyList<string> args)
    {
        var (rest, named) = (new List<string>(), new Dictionary<string, string>());
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = PortalArguments.Split(args[i]);
            if (OfProbe.Contains(name))
            {
                named[name] = value ?? (i + 1 < args.Count ? args[++i] : throw new StartException($"The option {name} needs a value."));
            }
            else if (name != "--probe")
            {
                rest.Add(args[i]);
            }
        }

        var probe = args.Contains("--probe");
        if (!probe && named.Count > 0)
        {
            throw new StartException($"{named.Keys.First()} goes with --probe.");
        }

        if (probe && Array.Find(OfProbe[..3], name => !named.ContainsKey(name)) is { } missing)
        {
            throw new StartException(
                $"--probe needs {missing}: check --probe --account ID --file-system ID --vault NAME [--copy-to VAULT-ARN].");
        }

        string Of(string name) => named.GetValueOrDefault(name, "");
        return new CheckArguments
        {
            Portal = PortalArguments.Parse(rest),
            Probe = probe,
            Account = Of("--account"),
            FileSystem = Of("--file-system"),
            Vault = Of("--vault"),
            CopyTo = Of("--copy-to"),
        };
    }
}
