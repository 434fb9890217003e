#pragma warning disable CA1707 // The constants bear the names that AWS gives them.

using System.Text.Json.Serialization;
using Amazon.Runtime;
using FsxPortal.Core.AwsSdk.Wire;

namespace Amazon.FSx;

[JsonConverter(typeof(ConstantConverter<ActiveDirectoryErrorType>))]
public sealed class ActiveDirectoryErrorType(string value) : ConstantClass(value), IConstant<ActiveDirectoryErrorType>
{
    public static readonly ActiveDirectoryErrorType DOMAIN_NOT_FOUND = new("DOMAIN_NOT_FOUND");
    public static readonly ActiveDirectoryErrorType INCOMPATIBLE_DOMAIN_MODE = new("INCOMPATIBLE_DOMAIN_MODE");
    public static readonly ActiveDirectoryErrorType INVALID_DOMAIN_STAGE = new("INVALID_DOMAIN_STAGE");
    public static readonly ActiveDirectoryErrorType INVALID_NETWORK_TYPE = new("INVALID_NETWORK_TYPE");
    public static readonly ActiveDirectoryErrorType WRONG_VPC = new("WRONG_VPC");

    public static ActiveDirectoryErrorType FindValue(string value) => FindValue<ActiveDirectoryErrorType>(value);

    public static implicit operator ActiveDirectoryErrorType(string value) => FindValue(value);
}

[JsonConverter(typeof(ConstantConverter<ServiceLimit>))]
public sealed class ServiceLimit(string value) : ConstantClass(value), IConstant<ServiceLimit>
{
    public static readonly ServiceLimit FILE_CACHE_COUNT = new("FILE_CACHE_COUNT");
    public static readonly ServiceLimit FILE_SYSTEM_COUNT = new("FILE_SYSTEM_COUNT");
    public static readonly ServiceLimit STORAGE_VIRTUAL_MACHINES_PER_FILE_SYSTEM = new("STORAGE_VIRTUAL_MACHINES_PER_FILE_SYSTEM");
    public static readonly ServiceLimit TOTAL_IN_PROGRESS_COPY_BACKUPS = new("TOTAL_IN_PROGRESS_COPY_BACKUPS");
    public static readonly ServiceLimit TOTAL_SSD_IOPS = new("TOTAL_SSD_IOPS");
    public static readonly ServiceLimit TOTAL_STORAGE = new("TOTAL_STORAGE");
    public static readonly ServiceLimit TOTAL_THROUGHPUT_CAPACITY = new("TOTAL_THROUGHPUT_CAPACITY");
    public static readonly ServiceLimit TOTAL_USER_INITIATED_BACKUPS = new("TOTAL_USER_INITIATED_BACKUPS");
    public static readonly ServiceLimit TOTAL_USER_TAGS = new("TOTAL_USER_TAGS");
    public static readonly ServiceLimit VOLUMES_PER_FILE_SYSTEM = new("VOLUMES_PER_FILE_SYSTEM");

    public static ServiceLimit FindValue(string value) => FindValue<ServiceLimit>(value);

    public static implicit operator ServiceLimit(string value) => FindValue(value);
}
