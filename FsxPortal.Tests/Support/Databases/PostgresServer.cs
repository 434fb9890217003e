using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace FsxPortal.Tests.Support.Databases;

/// <summary>A PostgreSQL server of our own that lives as long as it is held, in a folder that goes with it.</summary>
/// <remarks>PostgreSQL refuses to run as root: there it is started as the user <c>postgres</c> or <c>nobody</c>.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>A user who has to give a password, which nobody knows.</summary>
    public const string Locked = "locked";

    // Debian keeps the programs of a server beside the path.
    private static readonly string? Folder = Find();

    private readonly string _folder;
    private readonly int _port;

    private PostgresServer(string folder, int port) => (_folder, _port) = (folder, port);

    /// <summary>Whether a server can be started here.</summary>
    public static bool IsInstalled => Folder is not null;

    /// <summary>Creates a server and starts it.</summary>
    /// <remarks>What it has committed outlives its process, not the machine: nothing is forced to the disk.</remarks>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("fsxpg").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", folder);
        }

        var server = new PostgresServer(folder, FreePort());
        await RunAsync(Tool("initdb"), "-D", server.Data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.AppendAllLinesAsync(Path.Combine(server.Data, "postgresql.conf"),
        [
            "listen_addresses='127.0.0.1'", $"port={server._port}", $"unix_socket_directories='{folder}'", "max_connections=300",
            "fsync=off", "full_page_writes=off",
        ]);
        await DemandPasswordAsync(server);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>The connection to one of its databases.</summary>
    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "portal",
        Database = database,
        MaxPoolSize = 40,
    }.ToString();

    /// <summary>Runs a statement in the database that every server has.</summary>
    public async Task ExecuteAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Starts the server, which has been stopped.</summary>
    public Task StartAgainAsync() => RunAsync(Tool("pg_ctl"), "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "start");

    /// <summary>Stops the server at once, as a crash does: what was not committed is lost.</summary>
    public Task StopAsync() => RunAsync(Tool("pg_ctl"), "-D", Data, "-w", "-m", "immediate", "stop");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (File.Exists(Path.Combine(Data, "postmaster.pid")))
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    // Of one user the server wants a password, which is nobody's.
    private static async Task DemandPasswordAsync(PostgresServer server)
    {
        var rules = Path.Combine(server.Data, "pg_hba.conf");
        var before = await File.ReadAllTextAsync(rules);
        await File.WriteAllTextAsync(rules, $"host all {Locked} 127.0.0.1/32 scram-sha-256\n{before}");
    }

    private static string Tool(string name) => Path.Combine(Folder!, name);

    private static string? Find()
    {
        string[] debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        return debian.OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            ?? Path.GetDirectoryName(Installed.Find("initdb"));
    }

    /// <summary>A port that nobody uses, for programs that cannot choose one themselves.</summary>
    internal static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath()
        };
        string[] line = Environment.IsPrivilegedProcess && program != "chown"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env", program, .. arguments]
            : [program, .. arguments];
        start.FileName = line[0];
        Array.ForEach(line[1..], start.ArgumentList.Add);
        using var process = Process.Start(start)!;

        // A started server inherits the pipes and never closes them: what pg_ctl says is read only if it fails.
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {await process.StandardError.ReadToEndAsync()}");
        }
    }
}
