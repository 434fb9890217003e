using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FsxPortal.Tests.Support;
using FsxPortal.Tests.Support.Databases;

namespace FsxPortal.Tests.Cluster;

/// <summary>An nginx before two nodes, set up as docs/production/nginx.conf says; names, addresses and the certificate are others.
/// </summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-nginx-").FullName;
    private readonly int _port = PostgresServer.FreePort();
    private Process? _process;

    /// <summary>Where nginx is installed; none if it is not.</summary>
    public static string? Path => Programs.Find("nginx") ?? (File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null);

    /// <summary>What people type into the browser.</summary>
    public string Url => $"https://localhost:{_port}";

    private string Requests => System.IO.Path.Combine(_folder, "requests.log");

    /// <summary>Starts it.</summary>
    public async Task StartAsync(Uri one, Uri other, CancellationToken cancel)
    {
        await WriteCertificateAsync(cancel);
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "site.conf"), await SiteAsync(one, other, cancel), cancel);
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "nginx.conf"), $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            pid {{_folder}}/pid;
            error_log {{_folder}}/errors.log;
            events {}
            http {
                log_format node '$upstream_addr $status $request';
                access_log {{Requests}} node;
                client_body_temp_path {{_folder}}/body;
                proxy_temp_path {{_folder}}/proxy;
                fastcgi_temp_path {{_folder}}/fastcgi;
                uwsgi_temp_path {{_folder}}/uwsgi;
                scgi_temp_path {{_folder}}/scgi;
                include {{_folder}}/site.conf;
            }
            """, cancel);
        _process = Process.Start(new ProcessStartInfo(Path!, ["-p", _folder, "-c", System.IO.Path.Combine(_folder, "nginx.conf")]))!;
        await Cluster.UntilAsync(async () => _process.HasExited
            ? throw new InvalidOperationException(await File.ReadAllTextAsync(System.IO.Path.Combine(_folder, "errors.log"), cancel))
            : File.Exists(System.IO.Path.Combine(_folder, "pid")));
    }

    /// <summary>The port of the node that answered the last request for a page.</summary>
    public async Task<int> LastNodeAsync(string page, CancellationToken cancel)
    {
        var line = (await File.ReadAllLinesAsync(Requests, cancel))
            .Last(line => line.Contains($" 200 GET {page} ", StringComparison.Ordinal));

        // Where one node was tried in vain, it is named before the one that answered.
        return IPEndPoint.Parse(line[..line.IndexOf(" 200 ", StringComparison.Ordinal)].Split(", ")[^1]).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            using var stop = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{_process.Id}"]))!;
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    // What is shipped is what is tried: a line that is not there any more fails the test.
    private async Task<string> SiteAsync(Uri one, Uri other, CancellationToken cancel)
    {
        var site = await File.ReadAllTextAsync(System.IO.Path.Combine(Repository.Root, "docs", "production", "nginx.conf"), cancel);
        (string Shipped, string Here)[] changes =
        [
            ("server 127.0.0.1:5080", $"server {one.Authority}"), ("server 127.0.0.1:5180", $"server {other.Authority}"),
            ("listen 80;", $"listen 127.0.0.1:{PostgresServer.FreePort()};"), ("listen 443 ssl;", $"listen 127.0.0.1:{_port} ssl;"),
            ("server_name fsxportal.example.com;", "server_name localhost;"),
            ("/etc/fsxportal/tls.crt", $"{_folder}/tls.crt"), ("/etc/fsxportal/tls.key", $"{_folder}/tls.key"),
        ];
        foreach (var (shipped, here) in changes)
        {
            Assert.Contains(shipped, site, StringComparison.Ordinal);
            site = site.Replace(shipped, here, StringComparison.Ordinal);
        }

        return site;
    }

    private async Task WriteCertificateAsync(CancellationToken cancel)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "tls.crt"), certificate.ExportCertificatePem(), cancel);
        await File.WriteAllTextAsync(System.IO.Path.Combine(_folder, "tls.key"), key.ExportPkcs8PrivateKeyPem(), cancel);
    }
}
