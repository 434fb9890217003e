using System.Text.Json;
using System.Text.Json.Serialization;

namespace FsxPortal.Core.Domain.Scheduling;

/// <summary>Days of the week: every day, Monday to Friday, or a list.</summary>
/// <remarks>In JSON <c>"Everyday"</c>, <c>"Weekdays"</c> or <c>["Monday", "Thursday"]</c>.</remarks>
[JsonConverter(typeof(DaySetConverter))]
public sealed record DaySet
{
    private DaySet(string? name, IReadOnlyList<DayOfWeek> days)
    {
        Name = name;
        Days = days;
    }

    public static DaySet Everyday { get; } = new("Everyday", Enum.GetValues<DayOfWeek>());

    public static DaySet Weekdays { get; } = new("Weekdays",
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday]);

    /// <summary>The name of the set; none for a list.</summary>
    public string? Name { get; }

    public IReadOnlyList<DayOfWeek> Days { get; }

    /// <summary>The days of a list, each once, in the order of the week.</summary>
    public static DaySet Of(IEnumerable<DayOfWeek> days) => new(null, [.. days.Distinct().Order()]);

    /// <summary>Whether the set holds <paramref name="day"/>.</summary>
    public bool Contains(DayOfWeek day) => Days.Contains(day);

    /// <inheritdoc/>
    public bool Equals(DaySet? other) => other is not null && Days.Order().SequenceEqual(other.Days.Order());

    /// <inheritdoc/>
    public override int GetHashCode() => Days.Sum(day => 1 << (int)day);

    /// <inheritdoc/>
    public override string ToString() => Name ?? string.Join(", ", Days);
}

/// <summary>Reads and writes the two forms of a <see cref="DaySet"/>.</summary>
public sealed class DaySetConverter : JsonConverter<DaySet>
{
    /// <inheritdoc/>
    public override DaySet? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return DaySet.Of(ReadDays(ref reader));
        }

        return (reader.TokenType == JsonTokenType.String ? reader.GetString() : null) switch
        {
            "Everyday" => DaySet.Everyday,
            "Weekdays" => DaySet.Weekdays,
            _ => throw new JsonException("Days are \"Everyday\", \"Weekdays\" or a list of weekdays such as [\"Monday\"]."),
        };
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DaySet value, JsonSerializerOptions options)
    {
        if (value.Name is { } name)
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartArray();
        foreach (var day in value.Days)
        {
            writer.WriteStringValue(day.ToString());
        }

        writer.WriteEndArray();
    }

    private static List<DayOfWeek> ReadDays(ref Utf8JsonReader reader)
    {
        var days = new List<DayOfWeek>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            var day = Array.FindIndex(Enum.GetNames<DayOfWeek>(), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
            days.Add(day >= 0 ? (DayOfWeek)day : throw new JsonException($"'{text}' is not a weekday."));
        }

        return days;
    }
}
