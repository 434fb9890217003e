using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace FsxPortal.Core.AwsSdk.Wire;

/// <summary>An enum of AWS: its values grow over time, so any text is one.</summary>
internal interface IConstant<TSelf>
    where TSelf : ConstantClass
{
    static abstract TSelf FindValue(string value);
}

internal sealed class ConstantConverter<T> : JsonConverter<T>
    where T : ConstantClass, IConstant<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { Length: > 0 } value ? T.FindValue(value) : null;

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
