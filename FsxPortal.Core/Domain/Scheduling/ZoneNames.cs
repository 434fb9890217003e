namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>The names of time zones that policies may be written with: those of IANA, which every system knows.</summary>
public static class ZoneNames
{
    // What lies beside the zones in the system's database, and other ways to count the same seconds.
    private static readonly string[] _noZones = ["localtime", "posixrules", "Factory"];
    private static readonly string[] _noRegions = ["posix/", "right/"];

    /// <summary>What is wrong with a name, and which one may be meant; none if it is one of IANA's.</summary>
    public static string? Problem(string? name)
    {
        if (name is null)
        {
            return "Choose a time zone, for example Europe/Berlin.";
        }

        var isKnown = TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone);
        if (isKnown && zone!.HasIanaId && zone.Id == name && !_noZones.Contains(name)
            && !Array.Exists(_noRegions, start => name.StartsWith(start, StringComparison.Ordinal)))
        {
            return null;
        }

        var meant = Windows(name) ?? (isKnown && zone!.HasIanaId && zone.Id != name ? zone.Id : Nearest(name));
        return $"'{name}' is not a known time zone. "
            + (meant is null ? "Use an IANA name such as Europe/Berlin." : $"Did you mean {meant}, as IANA calls it?");
    }

    private static string? Windows(string name) => TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out var iana) ? iana : null;

    // A city alone, or a name with a letter or two mistyped.
    private static string? Nearest(string name)
    {
        const int mistyped = 2;
        List<string> known = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/'))];
        return name.Length is < 3 or > 64 ? null
            : known.Find(id => id.EndsWith($"/{name.Replace(' ', '_')}", StringComparison.OrdinalIgnoreCase))
            ?? known.Select(id => (Id: id, Apart: Distance(id, name))).Where(near => near.Apart <= mistyped)
                .OrderBy(near => near.Apart).Select(near => near.Id).FirstOrDefault();
    }

    // How many letters have to be put in, left out or replaced.
    private static int Distance(string one, string other)
    {
        int[] above = [.. Enumerable.Range(0, other.Length + 1)];
        foreach (var letter in one)
        {
            var corner = above[0]++;
            for (var i = 1; i <= other.Length; i++)
            {
                var replaced = corner + (char.ToLowerInvariant(letter) == char.ToLowerInvariant(other[i - 1]) ? 0 : 1);
                (corner, above[i]) = (above[i], Math.Min(replaced, Math.Min(above[i], above[i - 1]) + 1));
            }
        }

        return above[^1];
    }
}
