using System.Text.Json.Nodes;

namespace FsxPortal.Emulator.Wire;

/// <summary>A refusal as AWS words it.</summary>
/// <param name="code">The error's name on the wire.</param>
/// <param name="message">The sentence for people.</param>
/// <param name="status">The HTTP status.</param>
public sealed class AwsError(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>Members the error has besides its name and its sentence.</summary>
    public JsonObject Members { get; init; } = [];

    public static AwsError Invalid(string message) => new("InvalidParameterValueException", message);

    public static AwsError Missing(string member) => new("MissingParameterValueException", $"A value for {member} is required.");

    public static AwsError NotFound(string what) => new("ResourceNotFoundException", $"{what} does not exist.");
}
