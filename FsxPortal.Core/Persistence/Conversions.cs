using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using FsxPortal.Core.Domain.Policies;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FsxPortal.Core.Persistence;

/// <summary>Instants as ticks of UTC.</summary>
public sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

/// <summary>Values stored as JSON text.</summary>
internal static class JsonColumns
{
    private static readonly JsonSerializerOptions Options = new(PolicyJson.Options)
    {
        WriteIndented = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Keeps the property as JSON. It has to be replaced as a whole to be saved.</summary>
    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property) =>
        property.IsJson(json => JsonSerializer.Deserialize<T>(json, Options)!);

    /// <summary>The same for values that thousands of rows share and nobody changes: those of equal text are one object.</summary>
    public static PropertyBuilder<T> IsSharedJson<T>(this PropertyBuilder<T> property)
    {
        var known = new ConcurrentDictionary<string, T>(StringComparer.Ordinal);
        return property.IsJson(json => known.GetOrAdd(json, text => JsonSerializer.Deserialize<T>(text, Options)!));
    }

    private static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property, Func<string, T> read)
    {
        property.HasConversion(
            value => JsonSerializer.Serialize(value, Options),
            json => read(json),
            new ValueComparer<T>(
                (one, other) => ReferenceEquals(one, other) || Write(one) == Write(other),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => value));
        return property;
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);
}
