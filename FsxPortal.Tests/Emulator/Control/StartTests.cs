using FsxPortal.Emulator;
using FsxPortal.Emulator.Server;

namespace FsxPortal.Tests.Emulator.Control;

/// <summary>What an emulator does not start with, and how it says so.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fsxportal-emulator-").FullName;

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://192.0.2.1:5081")]
    [InlineData("http://*:5081")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    [InlineData("http://example.com:5081")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task An_address_beyond_this_machine_is_refused(string urls) =>
        Assert.Contains("loopback", await WhyNotAsync(new() { Urls = urls }), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://[::1]:0")]
    public async Task An_address_of_this_machine_is_accepted(string url)
    {
        await using var emulator = await EmulatorApp.StartAsync(
            new() { Urls = url, Seed = EmulatorSeed.Empty }, TestContext.Current.CancellationToken);

        Assert.StartsWith(url[..^1], emulator.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        await using var first = await RunningEmulator.StartAsync();

        Assert.Contains(first.App.Url, await WhyNotAsync(new() { Urls = first.App.Url }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_has_one_emulator()
    {
        await using var first = await RunningEmulator.StartAsync(EmulatorSeed.Empty, Path.Combine(_folder, "state"));

        Assert.Contains("another", await WhyNotAsync(new() { StateFile = Path.Combine(_folder, "state") }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a letter to a friend\n")]
    [InlineData("{\"some\": \"json\"}\n")]
    [InlineData("[]\n")]
    public async Task A_file_of_somebody_else_is_refused_and_left_alone(string content)
    {
        var file = Path.Combine(_folder, "letter");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);

        Assert.Contains(file, await WhyNotAsync(new() { StateFile = file }), StringComparison.Ordinal);
        Assert.Equal(content, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_folder_is_no_file() =>
        Assert.Contains(_folder, await WhyNotAsync(new() { StateFile = _folder }), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_goes_on_with_the_seed_it_began_with()
    {
        var file = Path.Combine(_folder, "state");
        await (await RunningEmulator.StartAsync(EmulatorSeed.Empty, file)).DisposeAsync();

        Assert.Contains("'empty'", await WhyNotAsync(new() { StateFile = file, Seed = EmulatorSeed.Demo }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_line_is_read()
    {
        var options = EmulatorArguments.Parse(["--urls", "http://127.0.0.1:7000", "--speed", "3600", "--seed", "empty", "--data", "state"]);

        Assert.Equal(
            new EmulatorOptions { Urls = "http://127.0.0.1:7000", Speed = 3600, Seed = EmulatorSeed.Empty, StateFile = "state" }, options);
        Assert.Equal(new EmulatorOptions(), EmulatorArguments.Parse([]));
    }

    [Theory]
    [InlineData("--colour")]
    [InlineData("--speed")]
    [InlineData("--speed", "0")]
    [InlineData("--speed", "-1")]
    [InlineData("--speed", "fast")]
    [InlineData("--speed", "NaN")]
    [InlineData("--seed", "grass")]
    public void A_mistake_in_the_command_line_is_named(params string[] args) =>
        Assert.Contains(
            args[^1], Assert.Throws<EmulatorStartException>(() => EmulatorArguments.Parse(args)).Message, StringComparison.Ordinal);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string> WhyNotAsync(EmulatorOptions options)
    {
        var free = options.Urls == new EmulatorOptions().Urls ? options with { Urls = "http://127.0.0.1:0" } : options;
        return (await Assert.ThrowsAsync<EmulatorStartException>(() =>
            EmulatorApp.StartAsync(free, TestContext.Current.CancellationToken))).Message;
    }
}
