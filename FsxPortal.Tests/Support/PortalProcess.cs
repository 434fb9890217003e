using System.Diagnostics;
using FsxPortal.Tests.Support.People;

namespace FsxPortal.Tests.Support;

/// <summary>The portal as a process of its own, in demo mode over an emulator that runs elsewhere.</summary>
public sealed class PortalProcess : IAsyncDisposable
{
    private const string Ready = "FsxPortal answers at ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _output = [];

    private PortalProcess(string folder, string data, params string[] settings)
    {
        var start = new ProcessStartInfo(
            "dotnet")
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        string[] arguments = [Path.Combine(folder, "FsxPortal.dll"), "--demo", "--urls", "http://127.0.0.1:0", "--data", data, .. settings];
        Array.ForEach(arguments, start.ArgumentList.Add);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The portal ended: {Output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The number of the process.</summary>
    public int Id => _process.Id;

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>Starts the portal; it may well end by itself before it answers.</summary>
    public static PortalProcess Start(string data, string aws, string? killAt = null, params string[] settings) => new(
        AppContext.BaseDirectory, data,
        [
            $"--Aws:Endpoint={aws}", "--Aws:RateFactor=1000", "--Engine:PollMin=00:00:00.100", "--Engine:PollMax=00:00:00.500",
            "--Engine:SyncHours=0", $"--Checkpoints:KillAt={killAt}",
            .. settings,
        ]);

    /// <summary>Starts a portal that was published to a folder, with an emulator of its own.</summary>
    public static PortalProcess StartPublished(string folder, string data) => new(folder, data, "--emulator-urls", "http://127.0.0.1:0");

    /// <summary>Where it answers, once it does.</summary>
    public Task<Uri> AddressAsync(CancellationToken cancel) => _address.Task.WaitAsync(TimeSpan.FromMinutes(2), cancel);

    /// <summary>A client of its API, once it answers. It sends no trace id but the test's own.</summary>
    public async Task<HttpClient> ConnectAsync(CancellationToken cancel)
    {
        var address = await AddressAsync(cancel);
        var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri(address, "api/v1/"),
        };
        client.DefaultRequestHeaders.Authorization = await DemoSignIn.HeaderAsync(address, cancel);
        return client;
    }

    /// <summary>Waits until the process is no more.</summary>
    /// <returns>Its exit code; 137 is that of a killed process.</returns>
    public async Task<int> WaitForEndAsync(CancellationToken cancel)
    {
        await _process.WaitForExitAsync(cancel).WaitAsync(TimeSpan.FromMinutes(2), cancel);
        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Nobody may have waited for the address of a process that was to end.
        _ = _address.Task.Exception;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Ready.Length..] + "/"));
        }
    }
}
