using Amazon.Runtime;

namespace Amazon.Backup;

public class AmazonBackupRequest : AmazonWebServiceRequest;
