using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>Instants in JSON: seconds since 1970 as a decimal number, so that no millisecond is lost to a double.</summary>
internal sealed class EpochSeconds : JsonConverter<DateTime>
{
    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return FromSeconds(reader.GetDecimal());
        }

        var text = reader.GetString();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? FromSeconds(seconds)
            : DateTime.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(
            (value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond / 1000m);

    private static DateTime FromSeconds(decimal seconds) =>
        DateTime.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
}

/// <summary>Instants in query strings: ISO 8601, to the millisecond.</summary>
internal static class Iso8601
{
    public static string Text(DateTime value) =>
        value.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
