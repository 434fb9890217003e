using FsxPortal.Setup.Start;
using FsxPortal.Setup.Verbs;

namespace FsxPortal.Tests.Setup;

public sealed class CheckArgumentsTests
{
    [Fact]
    public void A_probe_names_what_it_works_on()
    {
        var asked = CheckArguments.Parse(
            ["--probe", "--account", "111122223333", "--file-system=fs-1", "--vault", "portal-vault", "--data", "/somewhere"]);

        Assert.Equal(
            (true, "111122223333", "fs-1", "portal-vault", ""), (asked.Probe, asked.Account, asked.FileSystem, asked.Vault, asked.CopyTo));
        Assert.False(CheckArguments.Parse([]).Probe);
    }

    [Theory]
    [InlineData(
        "--probe needs --vault: check --probe --account ID --file-system ID --vault NAME [--copy-to VAULT-ARN].", "--probe", "--account",
        "1", "--file-system", "fs-1")]
    [InlineData("--account goes with --probe.", "--account", "1")]
    [InlineData("The option --vault needs a value.", "--probe", "--vault")]
    public void What_is_missing_is_named(string complaint, params string[] args) =>
        Assert.Equal(complaint, Assert.Throws<StartException>(() => CheckArguments.Parse(args)).Message);
}
