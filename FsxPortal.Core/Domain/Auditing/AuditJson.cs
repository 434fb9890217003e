using System.Text.Json;
using FsxPortal.Core.Domain.Policies;

namespace FsxPortal.Core.Domain.Auditing;

/// <summary>Writes what the trail shows of things, in the form in which the API shows them.</summary>
public static class AuditJson
{
    private static readonly JsonSerializerOptions Options = new(PolicyJson.Options) { WriteIndented = false };

    /// <summary>A thing as JSON.</summary>
    public static string Of(object thing) => JsonSerializer.Serialize(thing, thing.GetType(), Options);
}
