namespace FsxPortal.Tests.House;

/// <summary>One room of the house: the namespaces in it, the other rooms it may use, and why no more.</summary>
public sealed record Room(string Name, string[] Namespaces, string[] MayUse, string Because);

/// <summary>Types of others that only some rooms may use.</summary>
public sealed record Boundary(string[] Namespaces, string[] Rooms, string Because);

/// <summary>Who may import whom.</summary>
public static class ImportTable
{
    private const string Faces = "pages and API show and ask; the rooms below decide, so that a script and a browser meet the same rules";

    private static readonly string[] Web = ["Pages", "Components", "Layout", "Live", "Api", "Auth", "Resources", "WebRoot"];

    private static readonly string[] Face = ["Clocks", "Telemetry", "Domain", "Queries", "Commands", "Inspections", "Progress", .. Web];

    private static readonly string[] Everything =
    [
        "Clocks", "Telemetry", "Domain", "AwsSdk", "Aws", "Persistence", "Progress", "Notifications", "Engine", "Queries", "Jobs",
        "Inspections", "Commands", .. Web, "Emulator", "CommandLine",
    ];

    public static IReadOnlyList<Room> Rooms { get; } =
    [
        new("Clocks", ["FsxPortal.Core"], [], "clocks know nothing of what they time"),
        new("Telemetry", ["FsxPortal.Core.Telemetry"], [], "what is measured is told in words and numbers, so that every room may tell it"),
        new("Domain", ["FsxPortal.Core.Domain"], [], "rules of the field are pure: no clock, no database, no AWS"),
        new("AwsSdk", ["FsxPortal.Core.AwsSdk", "Amazon"], [], "it is deleted whole on the day the official packages take its place"),
        new("Aws", ["FsxPortal.Core.Aws"], ["Clocks", "Telemetry", "Domain", "AwsSdk"],
            "gateways translate; they neither store nor decide"),
        new("Persistence", ["FsxPortal.Core.Persistence"], ["Clocks", "Domain"], "tables know what is stored, not why"),
        new("Progress", ["FsxPortal.Core.Progress"], ["Clocks", "Domain"], "who changed is told without knowing what changes"),
        new("Notifications", ["FsxPortal.Core.Notifications"], ["Clocks", "Domain"],
            "telling people needs no more than what is to be told"),
        new("Engine", ["FsxPortal.Core.Engine"], ["Clocks", "Telemetry", "Domain", "Aws", "Persistence", "Progress"],
            "every change of the world happens there, whoever asks for it"),
        new("Queries", ["FsxPortal.Core.Queries"], ["Clocks", "Telemetry", "Domain", "Persistence"],
            "a page never calls AWS and never starts anything"),
        new("Jobs", ["FsxPortal.Core.Jobs"], ["Clocks", "Telemetry", "Domain", "Engine", "Notifications"], "a job is a door, not a room"),
        new("Inspections", ["FsxPortal.Core.Inspections"], ["Clocks", "Telemetry", "Domain", "Persistence", "Engine"],
            "what would happen is foretold by the rules of the engine, and nobody has to be told that somebody looked"),
        new("Commands", ["FsxPortal.Core.Commands"],
            ["Clocks", "Telemetry", "Domain", "Persistence", "Progress", "Engine", "Jobs", "Inspections"],
            "what AWS has to do is the engine's to ask"),
        new("Pages", ["FsxPortal.Pages"], Face, Faces),
        new("Components", ["FsxPortal.Components"], Face, Faces),
        new("Layout", ["FsxPortal.Layout"], Face, Faces),
        new("Live", ["FsxPortal.Live"], Face, Faces),
        new("Api", ["FsxPortal.Api"], Face, Faces),
        new("Auth", ["FsxPortal.Auth"], Face, Faces),
        new("Resources", ["FsxPortal.Resources"], [], "words are only words"),
        new("WebRoot", ["FsxPortal"], Face, "only Program wires rooms together, in Setup"),
        new("CommandLine", ["FsxPortal.CommandLine"], ["Domain"],
            "it is a program like any other, and knows of the portal what the API tells it"),
        new("Emulator", ["FsxPortal.Emulator"], [],
            "a mistake in our clients must not be mirrored by a mistake in the AWS we test them with"),
        new("Setup", ["FsxPortal.Setup"], Everything, "it wires everything"),
        new("Program", [""], ["Setup", "Emulator"], "it is the table of contents"),
    ];

    public static IReadOnlyList<Boundary> Boundaries { get; } =
    [
        new(["Amazon"], ["AwsSdk", "Aws", "Setup"], "shapes of AWS stop at the gateways"),
        new(["Microsoft.EntityFrameworkCore", "Microsoft.Data.Sqlite"],
            ["Persistence", "Engine", "Queries", "Inspections", "Commands", "Setup"],
            "the database is asked by who stores, runs, reads or changes"),
        new(["Npgsql"], ["Persistence", "Queries", "Progress", "Setup"],
            "one database in particular is known by who opens it, tells its failures apart, or has it carry word"),
        new(["Hangfire"], ["Jobs", "Setup"], "Hangfire is a convenience that could be replaced in one place"),
        new(["Microsoft.AspNetCore"], [.. Web, "Emulator", "Setup", "Program"],
            "everything the portal knows and does works without a web server"),
    ];

    /// <summary>Everything in <paramref name="uses"/> that the table does not allow.</summary>
    public static IEnumerable<string> Complaints(IEnumerable<Use> uses) =>
        uses.SelectMany(use => Complaints(use).Select(complaint => $"{use.From} uses {use.To}: {complaint}"));

    /// <summary>The room a type is in; none for types of others.</summary>
    public static Room? RoomOf(string type)
    {
        var space = NamespaceOf(type);
        var room = Rooms.SelectMany(room => room.Namespaces.Select(prefix => (room, prefix)))
            .Where(pair => Lies(space, pair.prefix)).OrderByDescending(pair => pair.prefix.Length).FirstOrDefault().room;

        // The roots hold only what lies directly in them: a room below them needs a row of its own.
        return room is { Name: "Clocks" or "WebRoot" } && !room.Namespaces.Contains(space) ? null : room;
    }

    /// <summary>Whether a namespace is another or lies below it.</summary>
    public static bool Lies(string space, string prefix) =>
        space == prefix || (prefix.Length > 0 && space.StartsWith($"{prefix}.", StringComparison.Ordinal));

    public static string NamespaceOf(string type) => type.Contains('.', StringComparison.Ordinal) ? type[..type.LastIndexOf('.')] : "";

    private static IEnumerable<string> Complaints(Use use)
    {
        if (RoomOf(use.From) is not { } from)
        {
            return IsOurs(use.From) ? ["its namespace has no row in the table of rooms"] : [];
        }

        return IsOurs(use.To) && RoomOf(use.To) is { } to
            ? to == from || from.MayUse.Contains(to.Name) ? [] : [$"{from.Name} may not use {to.Name}, because {from.Because}"]
            : IsGenerated(use.To) ? [] : Outside(from, NamespaceOf(use.To));
    }

    private static IEnumerable<string> Outside(Room from, string space)
    {
        if (from.Name == "Domain" && !Lies(space, "System") && !Lies(space, "Microsoft.CodeAnalysis"))
        {
            yield return $"Domain may use System only, because {from.Because}";
        }

        foreach (
            var boundary in Boundaries.Where(boundary =>
                Array.Exists(boundary.Namespaces, prefix => Lies(space, prefix)) && !boundary.Rooms.Contains(from.Name)))
        {
            yield return $"{from.Name} may not, because {boundary.Because}";
        }
    }

    // The compiler's own: anonymous types, lists behind collection expressions, constants.
    private static bool IsGenerated(string type) => type.StartsWith('<');

    private static bool IsOurs(string type) => Lies(NamespaceOf(type), "FsxPortal");
}
