using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FsxPortal.Api.Http;

/// <summary>How the API writes JSON: names as in the contract, enums by name, instants in UTC with a Z.</summary>
internal static class ApiJson
{
    /// <summary>The form of answers, and of bodies that are no policy document.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    /// <summary>Teaches <paramref name="options"/> the form.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new InstantConverter());
        return options;
    }

    /// <summary>A value that cannot be read; the message is a plain sentence.</summary>
    internal sealed class WrongValueException(string what) : JsonException(what);

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Instants.Read(reader.TokenType == JsonTokenType.String ? reader.GetString() : null, out var instant) is { } problem
                ? throw new WrongValueException(problem) : instant;

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
