namespace FsxPortal.CommandLine;

/// <summary>What <c>plan</c>, <c>apply</c> and <c>export</c> are asked for.</summary>
public sealed record PolicyFileArguments
{
    /// <summary>The commands that these are the arguments of.</summary>
    public static readonly string[] Verbs = ["plan", "apply", "export"];

    private const string Usage =
        "plan|apply|export -f DIR|FILE --url URL [--prune] [--plan DIGEST | --yes] [--token-url URL --client-id ID [--scope SCOPE]]";

    /// <summary>Which of the commands.</summary>
    public required string Verb { get; init; }

    /// <summary>The file or folder with the policies.</summary>
    public string Path { get; init; } = "";

    /// <summary>Where the portal is, and how to sign in there.</summary>
    public required PortalAddress Portal { get; init; }

    /// <summary>Whether policies that no file names are removed.</summary>
    public bool Prune { get; init; }

    /// <summary>Whether to carry out whatever the plan is.</summary>
    public bool Yes { get; init; }

    /// <summary>The plan that is carried out, by its digest.</summary>
    public string Plan { get; init; } = "";

    /// <summary>Reads the command line.</summary>
    /// <param name="verb">The command.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="environment">Names and secrets that are better not written on a command line.</param>
    /// <exception cref="CommandLineException">An option is unknown, or one is missing.</exception>
    public static PolicyFileArguments Parse(string verb, IReadOnlyList<string> args, IConfiguration environment)
    {
        var (given, flags) = Read(args);
        string Of(string option, string variable = "") =>
            given.GetValueOrDefault(option) ?? (variable.Length > 0 ? environment[variable] : null) ?? "";
        var read = new PolicyFileArguments
        {
            Verb = verb,
            Path = Of("-f"),
            Prune = flags.Contains("--prune"),
            Yes = flags.Contains("--yes"),
            Plan = Of("--plan"),
            Portal = new PortalAddress
            {
                Url = UrlOf("--url", Of("--url")),
                Token = environment["TOKEN"] ?? "",
                TokenUrl = Of("--token-url", "TOKEN_URL") is { Length: > 0 } url ? UrlOf("--token-url", url) : null,
                ClientId = Of("--client-id", "CLIENT_ID"),
                ClientSecret = Of("--client-secret", "CLIENT_SECRET"),
                Scope = Of("--scope"),
            },
        };
        return read.Problem() is { } problem ? throw new CommandLineException(problem) : read;
    }

    private string? Problem() => this switch
    {
        { Path: "" } => $"Name the file or folder with the policies: -f DIR|FILE. The whole command is {Usage}.",
        { Verb: "apply", Yes: false, Plan: "" } =>
            "apply needs the digest of a plan that somebody has seen (--plan DIGEST), or --yes to carry out whatever there is to do.",
        { Yes: true, Plan.Length: > 0 } => "Give --plan or --yes, not both.",
        { Verb: not "apply", Yes: true } or { Verb: not "apply", Plan.Length: > 0 } => "--plan and --yes go with apply.",
        { Verb: "export", Prune: true } => "--prune goes with plan and apply.",
        { Portal: { TokenUrl: not null, Token: "" } and ({ ClientId: "" } or { ClientSecret: "" }) } =>
            "--token-url needs --client-id, and the secret in FSXPORTAL_CLIENT_SECRET or --client-secret.",
        { Portal: { TokenUrl: null, ClientId.Length: > 0, Token: "" } } =>
            "--client-id needs --token-url: where the identity provider gives tokens.",
        _ => null,
    };

    private static (Dictionary<string, string> Given, HashSet<string> Flags) Read(IReadOnlyList<string> args)
    {
        var (given, flags) = (new Dictionary<string, string>(), new HashSet<string>());
        for (var i = 0; i < args.Count; i++)
        {
            var equals = args[i].IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? args[i] : args[i][..equals];
            if (name is "--prune" or "--yes" && equals < 0)
            {
                flags.Add(name);
            }
            else if (name is "-f" or "--url" or "--plan" or "--token-url" or "--client-id" or "--client-secret" or "--scope")
            {
                given[name] = equals >= 0 ? args[i][(equals + 1)..]
                    : i + 1 < args.Count ? args[++i] : throw new CommandLineException($"The option {name} needs a value.");
            }
            else
            {
                throw new CommandLineException($"'{name}' is not an option of this command. It is {Usage}.");
            }
        }

        return (given, flags);
    }

    // A token that goes over the network in the clear is anybody's.
    private static Uri UrlOf(string option, string text) =>
        text.Length == 0 ? throw new CommandLineException($"Say where the portal is: {option} URL. The whole command is {Usage}.")
        : !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")
            ? throw new CommandLineException($"{option} is '{text}', which is not a URL such as https://fsxportal.example.")
        : url is { Scheme: "http", IsLoopback: false }
            ? throw new CommandLineException($"{option} is '{text}'. Without https anybody on the way could read the token.")
        : url;
}
