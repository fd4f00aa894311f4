import { type Dialect, Kysely, SqliteDialect } from 'kysely';
import { z } from 'zod';
import { firstSight } from './activities.ts';
import { appendAudit, auditTail } from './audit.ts';
import { auditReading } from './audit-reading.ts';
import { conversation, rememberConversation } from './conversations.ts';
import { channelDefaults, setChannelDefaults, setThreadSubject, threadSubject } from './defaults.ts';
import { freeLeases } from './free-leases.ts';
import { groupCommit } from './group-commit.ts';
import { imageReading } from './image-tables.ts';
import { incidentReading } from './incident-tables.ts';
import { jobQueue } from './job-queue.ts';
import { rememberMessage } from './messages.ts';
import { type Engine, migrate } from './migrate.ts';
import { outboxQueue } from './outbox-queue.ts';
import { openPostgres } from './postgres.ts';
import { postureTableReading } from './posture-tables.ts';
import { preparedPress, preparePresses } from './presses.ts';
import { remediationReading } from './remediation-table.ts';
import type { Schema } from './schema.ts';
import { rememberPerson } from './seen-people.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import { sweep } from './sweep.ts';
import { workState } from './work-state.ts';
import { writing } from './writing.ts';

/** Where the bot keeps what it remembers. */
export const storeConfig = z.strictObject({
  path: z.string().min(1).default('data/watchkeeper.db').describe('File of the embedded database; one process a file.'),
  url: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .describe('PostgreSQL instead of the embedded database, for two replicas and more: `postgres://...`.'),
});

export type StoreConfig = z.infer<typeof storeConfig>;

/** Opens the store and brings its schema up to date; ConfigError when another process holds it, or it cannot be reached. */
export async function openStore(config: StoreConfig): Promise<Store> {
  const { engine, dialect, flush } = await open(config);
  const database = new Kysely<Schema>({ dialect });
  await migrate(database, engine);
  if (engine === 'sqlite') await freeLeases(database);
  await flush();
  const { commit, settled } = groupCommit(database, flush, (transaction, lines) =>
    appendAudit(transaction, engine, lines),
  );
  return {
    firstSight: (activityId, at) => firstSight(commit, activityId, at),
    rememberConversation: (ref, at) => rememberConversation(commit, ref, at),
    conversation: (tenantId, conversationId) => conversation(database, tenantId, conversationId),
    // Nothing to write waits for nobody's commit.
    preparePresses: async (presses, at) =>
      presses.length === 0 ? [] : commit((transaction) => preparePresses(transaction, presses, at)),
    preparedPress: (verb, id) => preparedPress(database, verb, id),
    channelDefaults: (tenantId, channelId) => channelDefaults(database, tenantId, channelId),
    setChannelDefaults: (tenantId, channelId, defaults, by, at) =>
      setChannelDefaults(commit, tenantId, channelId, defaults, by, at),
    threadSubject: (tenantId, conversationId) => threadSubject(database, tenantId, conversationId),
    setThreadSubject: (tenantId, conversationId, subject, at) =>
      setThreadSubject(commit, tenantId, conversationId, subject, at),
    audit: (line) => commit(async (_, lines) => void lines.push(line)),
    auditTail: (limit) => auditTail(database, limit),
    auditLines: auditReading(database),
    rememberPerson: (o, at) => rememberPerson(commit, o, at),
    rememberMessage: (ref, about, at) => rememberMessage(commit, ref, about, at),
    together: (at, write) => commit((transaction, lines) => write(writing(transaction, lines, engine, at))),
    incidents: incidentReading(database),
    remediations: remediationReading(database),
    images: imageReading(database),
    posture: postureTableReading(database),
    jobs: jobQueue(database, commit, engine),
    outbox: outboxQueue(database, commit, engine),
    workState: (now) => workState(database, now),
    sweep: (now) => sweep(commit, now),
    async close() {
      await settled();
      await database.destroy();
    },
  };
}

/** PostgreSQL answers a commit when it is on disk; the embedded database is told to bring it there. */
async function open({ path, url }: StoreConfig): Promise<{ engine: Engine; dialect: Dialect; flush(): Promise<void> }> {
  if (url !== undefined) return { engine: 'postgres', dialect: await openPostgres(url), flush: async () => undefined };
  const { database, flush } = openSqlite(path);
  return { engine: 'sqlite', dialect: new SqliteDialect({ database }), flush };
}
