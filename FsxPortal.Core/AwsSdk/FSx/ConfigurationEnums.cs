#pragma warning disable CA1707 // The constants bear the names that AWS gives them.

using System.Text.Json.Serialization;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

[JsonConverter(typeof(ConstantConverter<AutoImportPolicyType>))]
public sealed class AutoImportPolicyType(string value) : ConstantClass(value), IConstant<AutoImportPolicyType>
{
    public static readonly AutoImportPolicyType NEW = new("NEW");
    public static readonly AutoImportPolicyType NEW_CHANGED = new("NEW_CHANGED");
    public static readonly AutoImportPolicyType NEW_CHANGED_DELETED = new("NEW_CHANGED_DELETED");
    public static readonly AutoImportPolicyType NONE = new("NONE");

    public static AutoImportPolicyType FindValue(string value) => FindValue<AutoImportPolicyType>(value);

    public static implicit operator AutoImportPolicyType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<DataCompressionType>))]
public sealed class DataCompressionType(string value) : ConstantClass(value), IConstant<DataCompressionType>
{
    public static readonly DataCompressionType LZ4 = new("LZ4");
    public static readonly DataCompressionType NONE = new("NONE");

    public static DataCompressionType FindValue(string value) => FindValue<DataCompressionType>(value);

    public static implicit operator DataCompressionType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<DataRepositoryLifecycle>))]
public sealed class DataRepositoryLifecycle(string value) : ConstantClass(value), IConstant<DataRepositoryLifecycle>
{
    public static readonly DataRepositoryLifecycle AVAILABLE = new("AVAILABLE");
    public static readonly DataRepositoryLifecycle CREATING = new("CREATING");
    public static readonly DataRepositoryLifecycle DELETING = new("DELETING");
    public static readonly DataRepositoryLifecycle FAILED = new("FAILED");
    public static readonly DataRepositoryLifecycle MISCONFIGURED = new("MISCONFIGURED");
    public static readonly DataRepositoryLifecycle UPDATING = new("UPDATING");

    public static DataRepositoryLifecycle FindValue(string value) => FindValue<DataRepositoryLifecycle>(value);

    public static implicit operator DataRepositoryLifecycle(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<DriveCacheType>))]
public sealed class DriveCacheType(string value) : ConstantClass(value), IConstant<DriveCacheType>
{
    public static readonly DriveCacheType NONE = new("NONE");
    public static readonly DriveCacheType READ = new("READ");

    public static DriveCacheType FindValue(string value) => FindValue<DriveCacheType>(value);

    public static implicit operator DriveCacheType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<LustreAccessAuditLogLevel>))]
public sealed class LustreAccessAuditLogLevel(string value) : ConstantClass(value), IConstant<LustreAccessAuditLogLevel>
{
    public static readonly LustreAccessAuditLogLevel DISABLED = new("DISABLED");
    public static readonly LustreAccessAuditLogLevel ERROR_ONLY = new("ERROR_ONLY");
    public static readonly LustreAccessAuditLogLevel WARN_ERROR = new("WARN_ERROR");
    public static readonly LustreAccessAuditLogLevel WARN_ONLY = new("WARN_ONLY");

    public static LustreAccessAuditLogLevel FindValue(string value) => FindValue<LustreAccessAuditLogLevel>(value);

    public static implicit operator LustreAccessAuditLogLevel(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<LustreReadCacheSizingMode>))]
public sealed class LustreReadCacheSizingMode(string value) : ConstantClass(value), IConstant<LustreReadCacheSizingMode>
{
    public static readonly LustreReadCacheSizingMode NO_CACHE = new("NO_CACHE");
    public static readonly LustreReadCacheSizingMode PROPORTIONAL_TO_THROUGHPUT_CAPACITY = new("PROPORTIONAL_TO_THROUGHPUT_CAPACITY");
    public static readonly LustreReadCacheSizingMode USER_PROVISIONED = new("USER_PROVISIONED");

    public static LustreReadCacheSizingMode FindValue(string value) => FindValue<LustreReadCacheSizingMode>(value);

    public static implicit operator LustreReadCacheSizingMode(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<MetadataConfigurationMode>))]
public sealed class MetadataConfigurationMode(string value) : ConstantClass(value), IConstant<MetadataConfigurationMode>
{
    public static readonly MetadataConfigurationMode AUTOMATIC = new("AUTOMATIC");
    public static readonly MetadataConfigurationMode USER_PROVISIONED = new("USER_PROVISIONED");

    public static MetadataConfigurationMode FindValue(string value) => FindValue<MetadataConfigurationMode>(value);

    public static implicit operator MetadataConfigurationMode(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<OpenZFSReadCacheSizingMode>))]
public sealed class OpenZFSReadCacheSizingMode(string value) : ConstantClass(value), IConstant<OpenZFSReadCacheSizingMode>
{
    public static readonly OpenZFSReadCacheSizingMode NO_CACHE = new("NO_CACHE");
    public static readonly OpenZFSReadCacheSizingMode PROPORTIONAL_TO_THROUGHPUT_CAPACITY = new("PROPORTIONAL_TO_THROUGHPUT_CAPACITY");
    public static readonly OpenZFSReadCacheSizingMode USER_PROVISIONED = new("USER_PROVISIONED");

    public static OpenZFSReadCacheSizingMode FindValue(string value) => FindValue<OpenZFSReadCacheSizingMode>(value);

    public static implicit operator OpenZFSReadCacheSizingMode(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<WindowsAccessAuditLogLevel>))]
public sealed class WindowsAccessAuditLogLevel(string value) : ConstantClass(value), IConstant<WindowsAccessAuditLogLevel>
{
    public static readonly WindowsAccessAuditLogLevel DISABLED = new("DISABLED");
    public static readonly WindowsAccessAuditLogLevel FAILURE_ONLY = new("FAILURE_ONLY");
    public static readonly WindowsAccessAuditLogLevel SUCCESS_AND_FAILURE = new("SUCCESS_AND_FAILURE");
    public static readonly WindowsAccessAuditLogLevel SUCCESS_ONLY = new("SUCCESS_ONLY");

    public static WindowsAccessAuditLogLevel FindValue(string value) => FindValue<WindowsAccessAuditLogLevel>(value);

    public static implicit operator WindowsAccessAuditLogLevel(string value) => FindValue(value);
}
