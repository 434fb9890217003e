using FsxPortal.Core.Domain;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Pages.Policies.Drafts;

/// <summary>A policy document while somebody types.</summary>
/// <remarks>What the editor has no field for goes back as it came.</remarks>
public sealed class PolicyDraft(PolicyDocument origin)
{
    public string? Name { get; set; } = origin.Name;

    public string? Description { get; set; } = origin.Description;

    public bool Enabled { get; set; } = origin.Enabled;

    public string? TimeZone { get; set; } = origin.TimeZone;

    public string? Account { get; set; } = origin.Account;

    public SortedSet<string> Regions { get; } = new(origin.Regions, StringComparer.Ordinal);

    public SelectionMode Mode { get; set; } = origin.Selection?.Mode ?? SelectionMode.All;

    public List<SelectionRule> Include { get; } = [.. origin.Selection?.Include ?? []];

    public List<SelectionRule> Exclude { get; } = [.. origin.Selection?.Exclude ?? []];

    /// <summary>The vault for backups, by Region.</summary>
    public Dictionary<string, string> Vaults { get; } = new(origin.Vaults);

    /// <summary>Where copies go, by Region of the backup; a target without a Region means none.</summary>
    public Dictionary<string, CopyTarget> Copies { get; } = new(origin.Copies ?? new Dictionary<string, CopyTarget>());

    public ScheduleDraft Schedule { get; } = new(origin.Schedule);

    public bool KeepNewest { get; set; } = origin.KeepNewest;

    public bool CopySourceTags { get; set; } = origin.CopySourceTags;

    public List<TagDraft> Tags { get; } = [.. (origin.CustomTags ?? new Dictionary<string, string>())
        .Select(tag => new TagDraft { Key = tag.Key, Value = tag.Value })];

    public int Retries { get; set; } = origin.Retry?.Attempts ?? 0;

    /// <summary>What only the draft can see: a document cannot name a tag twice.</summary>
    public IEnumerable<Problem> Problems() =>
        from tag in Tags
        group tag by tag.Key into same
        where same.Count() > 1
        select new Problem("customTags", $"The tag '{same.Key}' is named twice.");

    /// <summary>The document as it is sent.</summary>
    public PolicyDocument ToDocument() => origin with
    {
        Name = Name?.Trim(),
        Description = string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
        Enabled = Enabled,
        TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? null : TimeZone.Trim(),
        Account = string.IsNullOrEmpty(Account) ? null : Account,
        Regions = [.. Regions],
        Selection = new Selection { Mode = Mode, Include = Mode == SelectionMode.All ? [] : [.. Include], Exclude = [.. Exclude] },
        Vaults = Vaults.Where(vault => Regions.Contains(vault.Key)).ToDictionary(),
        Copies = Targets() is { Count: > 0 } targets ? targets : null,
        Schedule = Schedule.ToSchedule(),
        KeepNewest = KeepNewest,
        CopySourceTags = CopySourceTags,
        CustomTags = Tags.Count == 0 ? null : Tags.DistinctBy(tag => tag.Key).ToDictionary(tag => tag.Key, tag => tag.Value),
        Retry = Retries == 0 && origin.Retry is null ? null : new Retry { Attempts = Retries },
    };

    private Dictionary<string, CopyTarget> Targets() =>
        Copies.Where(target => Regions.Contains(target.Key) && !string.IsNullOrEmpty(target.Value.Region)).ToDictionary();
}

/// <summary>A custom tag while somebody types.</summary>
public sealed class TagDraft
{
    public string Key { get; set; } = "";

    public string Value { get; set; } = "";
}
