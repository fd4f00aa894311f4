import type { Workload } from '../situation/workload.ts';

/** Families of servers whose clients say the same things about them. */
export type DatabaseFamily = 'MySQL' | 'PostgreSQL' | 'MongoDB' | 'Redis' | 'SQL Server' | 'RabbitMQ';

const images: readonly (readonly [DatabaseFamily, RegExp])[] = [
  ['MySQL', /(?:^|[/-])(?:mysql|mariadb|percona)(?:[:@/-]|$)/],
  ['PostgreSQL', /(?:^|[/-])(?:postgres|postgresql|timescaledb|postgis|spilo)(?:[:@/-]|$)/],
  ['MongoDB', /(?:^|[/-])(?:mongo|mongodb)(?:[:@/-]|$)/],
  ['Redis', /(?:^|[/-])(?:redis|valkey|keydb|dragonfly)(?:[:@/-]|$)/],
  ['SQL Server', /(?:^|[/-])mssql(?:[:@/-]|$)/],
  ['RabbitMQ', /(?:^|[/-])rabbitmq(?:[:@/-]|$)/],
];
/** Not the server itself, though its name is in the image: exporters, operators, backups, pages to look inside. */
const besides = /exporter|operator|backup|commander|insight|myadmin|pgadmin|proxy|router|client|init|alert/;

const mentions: readonly (readonly [DatabaseFamily, RegExp])[] = [
  [
    'MySQL',
    /com\.mysql|mariadb|mysql|SQL Error: 1\d{3}|ERROR 1\d{3} \(|Access denied for user|Communications link failure/i,
  ],
  ['PostgreSQL', /postgres|psycopg|\bpgx?\b|28P01|pg_hba|53300/i],
  ['MongoDB', /mongo/i],
  ['Redis', /redis|lettuce|NOAUTH|WRONGPASS|READONLY You/i],
  ['SQL Server', /SqlClient|sqlserver|mssql|Login failed for user/i],
  ['RabbitMQ', /rabbit|amqp|ACCESS_REFUSED/i],
];
const genericDriver =
  /jdbc|hikari|SQLException|SqlExceptionHelper|java\.sql|sqlalchemy|sequelize|gorm|EntityFramework|database/i;

const ports: Readonly<Record<number, DatabaseFamily>> = {
  3306: 'MySQL',
  5432: 'PostgreSQL',
  27017: 'MongoDB',
  6379: 'Redis',
  1433: 'SQL Server',
  5672: 'RabbitMQ',
};

/** Which database a workload is, by the image of a container or the port that it declares; undefined for all others. */
export function databaseFamilyOf({ template }: Workload): DatabaseFamily | undefined {
  const containers = template.spec?.containers ?? [];
  const name = (image: string) => image.replace(/@.*$/, '').toLowerCase();
  const byImage = containers
    .filter(({ image = '' }) => !besides.test(name(image)))
    .flatMap(({ image = '' }) => images.find(([, pattern]) => pattern.test(name(image)))?.[0] ?? []);
  if (byImage[0]) return byImage[0];
  return containers.flatMap(({ ports: declared = [] }) => declared.flatMap((it) => ports[it.containerPort] ?? []))[0];
}

/** The database that a line speaks of: its family, or 'any' where only the driver shows. */
export function databaseIn(line: string): DatabaseFamily | 'any' | undefined {
  const text = line.slice(0, 2_000);
  return mentions.find(([, it]) => it.test(text))?.[0] ?? (genericDriver.test(text) ? 'any' : undefined);
}

/** The family that listens on a well-known port. */
export function familyByPort(port: number | undefined): DatabaseFamily | undefined {
  return port === undefined ? undefined : ports[port];
}
