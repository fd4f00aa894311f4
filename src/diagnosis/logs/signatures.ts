/** What a line of a log complains about, in whatever language it was written. */
export type Sign =
  | 'refused'
  | 'timed-out'
  | 'reset'
  | 'no-route'
  | 'unknown-host'
  | 'no-instance'
  | 'credentials'
  | 'too-many-connections'
  | 'pool-exhausted'
  | 'read-only'
  | 'port-in-use'
  | 'certificate'
  | 'disk-full'
  | 'missing-setting'
  | 'crash';

/** Most lines hold none of these words; they are looked at once. */
const suspicious =
  /28P01|53300|25006|SQL Error|refus|ECONN|link failure|no available|tried for query|NoHostAvailable|server selection|response from server|closed the connection|ETIMEDOUT|EADDRINUSE|ENOTFOUND|EAI_AGAIN|ENOSPC|EROFS|timed? ?out|timeout|deadline|reset by peer|no route|no such host|unknown ?host|name resolution|not known|resolve|UnableToConnect|no servers|no healthy|no endpoints|upstream|denied|authenticat|NOAUTH|WRONGPASS|NOPERM|login|too many|remaining connection|connection is not available|read.?only|NotWritablePrimary|not master|already in use|x509|certificate|PKIX|SSL|no space|disk full|panic|uncaught|unhandled|Traceback|missing|not set|not defined|must be set|required|could not resolve placeholder|KeyError|exception in thread|segmentation/i;

/**
 * In the order of what says most: a line is counted under the first that fits. Server messages are quoted with their
 * codes, for those are the same in every driver: MySQL 1040/1045/1290, PostgreSQL 28P01/53300/25006, MSSQL 18456.
 */
const signatures: readonly (readonly [Sign, RegExp])[] = [
  [
    'port-in-use',
    /address already in use|EADDRINUSE|port \d{1,5} (?:was|is) already in use|Only one usage of each socket address|bind\(\) to .{1,80} failed \(98/i,
  ],
  [
    'credentials',
    /Access denied for user|(?:SQLSTATE|SQLState|code|FATAL|ERROR|pq)\W.{0,60}\b28P01\b|password authentication failed for user|no pg_hba\.conf entry for|Login failed for user|\bNOAUTH\b|\bWRONGPASS\b|invalid username-password pair|(?:Authentication failed|AuthenticationFailed).{0,120}(?:mongo|SCRAM|code 18)|(?:mongo|SCRAM).{0,120}Authentication failed|MongoServerError: Authentication failed|\bACCESS_REFUSED\b|SQL Error: 1045|SASL authentication failed|Authentication failed: (?:Invalid|credentials)/i,
  ],
  [
    'too-many-connections',
    /Too many connections|(?:SQLSTATE|SQLState|code|FATAL|ERROR|pq)\W.{0,60}\b53300\b|too many clients already|remaining connection slots are reserved|has exceeded the 'max_user_connections'|max number of clients reached|SQL Error: 1040/i,
  ],
  [
    'read-only',
    /--(?:super-)?read-only option|super-read-only|in a read[ -]only transaction|(?:SQLSTATE|SQLState|code|FATAL|ERROR|pq)\W.{0,60}\b25006\b|READONLY You can't write|NotWritablePrimary|not master and slaveOk|database is in read-only mode|attempt to write a readonly database|read_only mode|SQL Error: (?:1290|1792|1836)|Connection is read-only/i,
  ],
  [
    'pool-exhausted',
    /Connection is not available, request timed out|Unable to acquire JDBC Connection|TimeoutError: QueuePool limit|pool exhausted|no idle connection available|timeout exceeded when trying to connect|max pool size was reached/i,
  ],
  [
    'unknown-host',
    /no such host|UnknownHost|ENOTFOUND|EAI_AGAIN|EAI_NONAME|name resolution|Name or service not known|nodename nor servname|getaddrinfo|unable to resolve \S+\.|could not resolve host|DNS resolution failed|host not found in upstream|No such host is known|(?:lookup|resolve) .{1,160}(?:i\/o timeout|server misbehaving|refused|no route|deadline)|failed to resolve|Temporary failure in name/i,
  ],
  [
    'no-instance',
    /No servers available for service|no instances? available for|Load balancer does not have available server|no healthy upstream|no endpoints available|no live upstreams|has no active endpoints|\bNo available server\b/i,
  ],
  [
    'certificate',
    /x509: |certificate (?:verify failed|has expired|signed by unknown|is not trusted)|PKIX path building|SSLHandshakeException|CERT_HAS_EXPIRED|unable to verify the first certificate|tls: (?:failed|bad|handshake)/i,
  ],
  ['disk-full', /no space left on device|ENOSPC|disk full|disk is full|not enough space/i],
  [
    'refused',
    /connection refused|ECONNREFUSED|actively refused|UnableToConnect|Connect call failed|connect\(\) failed \(111|delayed connect error: 111/i,
  ],
  ['no-route', /no route to host|EHOSTUNREACH|network is unreachable|ENETUNREACH|host is unreachable/i],
  [
    'timed-out',
    /i\/o timeout|connect(?:ion)? timed? ?out|ETIMEDOUT|ConnectTimeout|SocketTimeoutException|no available connection|All host\(s\) tried for query failed|NoHostAvailable|server selection timed out|connection attempt failed because the connected party|upstream timed out|context deadline exceeded|DEADLINE_EXCEEDED|upstream request timeout/i,
  ],
  [
    'reset',
    /connection reset|ECONNRESET|reset by peer|upstream prematurely closed|broken pipe|Communications link failure|Can ?not read response from server|server closed the connection unexpectedly/i,
  ],
  [
    'missing-setting',
    /Could not resolve placeholder|environment variable .{1,80}(?:not set|not defined|missing|required|empty)|missing (?:required )?(?:env|environment|config|setting)|(?:required|mandatory) (?:env|environment|config|setting|key|variable).{0,80}(?:missing|not set|not found)|^KeyError: |must be set\b/i,
  ],
  [
    'crash',
    /^panic: |fatal error: |Exception in thread "main"|UnhandledPromiseRejection|Uncaught (?:Exception|Error|TypeError|ReferenceError)|Unhandled exception|^Traceback \(most recent call last\)|segmentation fault|Application run failed|APPLICATION FAILED TO START/i,
  ],
];

const longest = 4_000;

/** What a line complains about; undefined for the many that complain about nothing known. */
export function signIn(line: string): Sign | undefined {
  const text = line.length > longest ? line.slice(0, longest) : line;
  if (!suspicious.test(text) || /^\s*at [\w.$]/.test(text) || isFrame.test(text)) return undefined;
  return signatures.find(([, pattern]) => pattern.test(text))?.[0];
}

/** A frame of a Java stack behind a time stamp: class names hold such words without meaning them. */
const isFrame = /^\S{10,40}\s+at [\w.$/]+\(/;
