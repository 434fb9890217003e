using FsxPortal.Core.Domain.Inventory;
using FsxPortal.Tests.Support;

namespace FsxPortal.Tests.Domain.Inventory;

public sealed class CapabilitiesTests
{
    [Theory]
    [InlineData("eu-central-1", "us-east-1", true)]
    [InlineData("cn-north-1", "cn-northwest-1", true)]
    [InlineData("eu-central-1", "cn-north-1", false)]
    [InlineData("us-gov-west-1", "us-west-1", false)]
    public void Copies_stay_within_a_partition(string from, string to, bool isPossible) =>
        Assert.Equal(isPossible, Capabilities.CopyRefusal(from, to) is null);

    [Theory]
    [InlineData(FileSystemType.Windows, "MULTI_AZ_1", null, true, true)]
    [InlineData(FileSystemType.OpenZfs, "SINGLE_AZ_2", null, true, true)]
    [InlineData(FileSystemType.Lustre, "PERSISTENT_2", null, true, true)]
    [InlineData(FileSystemType.Lustre, "SCRATCH_1", null, false, true)]
    [InlineData(FileSystemType.Lustre, "SCRATCH_2", null, false, true)]
    [InlineData(FileSystemType.Ontap, "MULTI_AZ_1", null, false, false)]
    [InlineData(FileSystemType.Ontap, "MULTI_AZ_1", "fsvol-0123456789abcdef0", true, false)]
    public void Each_type_can_be_backed_up_and_copied_as_AWS_says(
        FileSystemType type, string deployment, string? volume, bool backup, bool copy)
    {
        var facts = Some.FileSystem(type, deployment, volume).Facts;

        Assert.Equal((backup, copy), (Capabilities.BackupRefusal(facts) is null, Capabilities.CopyRefusal(facts) is null));
    }

    [Fact]
    public void A_linked_data_repository_rules_a_backup_out() =>
        Assert.NotNull(
            Capabilities.BackupRefusal(Some.FileSystem(FileSystemType.Lustre, "PERSISTENT_1").Facts with { HasDataRepository = true }));

    [Fact]
    public void Intelligent_tiering_rules_a_copy_out() =>
        Assert.NotNull(Capabilities.CopyRefusal(Some.FileSystem().Facts with { StorageType = "INTELLIGENT_TIERING" }));
}
