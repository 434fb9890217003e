using System.Text;
using System.Text.Json;
using FsxPortal.Core.Domain;

namespace FsxPortal.Api.Http;

/// <summary>Reads the bodies of requests.</summary>
internal static class JsonBody
{
    /// <summary>The longest body, in bytes.</summary>
    public const int MaxLength = 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body that has to be there.</summary>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancel) =>
        Parse<T>(await TextAsync(request, cancel));

    /// <summary>Reads a body that may be left out.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, CancellationToken cancel)
    {
        var bytes = await BytesAsync(request, cancel);
        return bytes.Length == 0 ? default : Parse<T>(TextOf(request, bytes));
    }

    /// <summary>Reads the text of a body that has to be there.</summary>
    /// <exception cref="RefusedRequestException">It is no JSON by its own account, or too long.</exception>
    public static async Task<string> TextAsync(HttpRequest request, CancellationToken cancel) =>
        TextOf(request, await BytesAsync(request, cancel));

    private static string TextOf(HttpRequest request, byte[] bytes)
    {
        if (!request.HasJsonContentType())
        {
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.");
        }

        try
        {
            return Utf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInputException([new Problem("", "The body is not UTF-8.")]);
        }
    }

    private static async Task<byte[]> BytesAsync(HttpRequest request, CancellationToken cancel)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await request.Body.ReadAsync(buffer, cancel)) > 0;)
        {
            read.Write(buffer, 0, count);
            if (read.Length > MaxLength)
            {
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, "The body is longer than 1 MiB.");
            }
        }

        return read.ToArray();
    }

    private static T Parse<T>(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, ApiJson.Options)
                ?? throw new InvalidInputException([new Problem("", "The body is empty.")]);
        }
        catch (JsonException wrong)
        {
            var path = (wrong.Path ?? "").TrimStart('$').TrimStart('.');
            throw new InvalidInputException([new Problem(path, wrong switch
            {
                ApiJson.WrongValueException said => said.Message,
                { InnerException: null } => "There is no such field, or its value has the wrong type.",
                _ => $"This is not valid JSON (line {wrong.LineNumber + 1}).",
            })]);
        }
    }
}
