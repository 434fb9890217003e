using System.Net;

namespace FsxPortal.Emulator.Server;

/// <summary>AWS on loopback, as a server of its own.</summary>
public sealed class EmulatorApp : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorApp(WebApplication app, EmulatedAws aws)
    {
        _app = app;
        Aws = aws;
    }

    /// <summary>What is behind the wire.</summary>
    public EmulatedAws Aws { get; }

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Starts an emulator.</summary>
    /// <exception cref="EmulatorStartException">It would not be loopback, or the address or the file can't be used.</exception>
    public static async Task<EmulatorApp> StartAsync(EmulatorOptions options, CancellationToken cancel)
    {
        DemandLoopback(options.Urls);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // The portal's settings are none of its business.
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(options.Urls).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        EmulatedAws? aws = null;
        var app = builder.Build();
        try
        {
            aws = new EmulatedAws(options);
            var front = new Front(aws);
            app.MapControl(aws);
            app.MapFallback("{**path}", front.AnswerAsync);
            await app.StartAsync(cancel);
            return new EmulatorApp(app, aws);
        }
        catch (EmulatorStartException)
        {
            await app.DisposeAsync();
            throw;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            aws?.Dispose();
            await app.DisposeAsync();
            throw new EmulatorStartException(
                $"The emulator can't start at {options.Urls}: {unusable.Message} Is another one running? Choose another address or file.");
        }
    }

    /// <summary>Runs the command <c>emulator</c> until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var options = EmulatorArguments.Parse(args);
            await using var emulator = await StartAsync(options, CancellationToken.None);
            Console.WriteLine(
                $"The AWS emulator answers at {emulator.Url} (speed {options.Speed}, seed {options.Seed.ToString().ToLowerInvariant()}).");
            foreach (var key in emulator.Aws.World.Credentials.Lasting)
            {
                Console.WriteLine($"Account {key.Account}: AWS_ACCESS_KEY_ID={key.Id} AWS_SECRET_ACCESS_KEY={key.Secret}");
            }

            await emulator._app.WaitForShutdownAsync();
            return 0;
        }
        catch (EmulatorStartException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Aws.Dispose();
    }

    private static void DemandLoopback(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.TrimEntries))
        {
            var isLoopback = Uri.TryCreate(url, UriKind.Absolute, out var uri)
                && (uri.Host == "localhost"
                    || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
            if (!isLoopback)
            {
                throw new EmulatorStartException(
                    $"'{url}' is not a loopback address. The emulator serves this machine only, for example http://127.0.0.1:5081.");
            }
        }
    }
}
