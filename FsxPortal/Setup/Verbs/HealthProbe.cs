namespace FsxPortal.Setup.Verbs;

/// <summary>The command <c>health URL</c>: asks a portal how it is, for container images that bring no other client.</summary>
public static class HealthProbe
{
    /// <summary>Asks once.</summary>
    /// <returns>0 if the portal is ready, 1 if not or if it does not answer.</returns>
    public static async Task<int> RunAsync(string address)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { Timeout = TimeSpan.FromSeconds(4) };
        try
        {
            using var answer = await client.GetAsync(new Uri(address));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception wrong)
            when (wrong is HttpRequestException or TaskCanceledException or UriFormatException or InvalidOperationException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {wrong.Message}");
            return 1;
        }
    }
}
