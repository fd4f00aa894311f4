import { executeKql } from './execute.ts';

/** Lets Microsoft's parser build its grammar (a second or two) before somebody waits for the first answer. */
export function warmUp(now: Date): void {
  const text = `let known = datatable(name: string, at: datetime, value: real) ['a', datetime(2026-01-01), 1.0];
known
| where name =~ 'a' and isnotempty(name)
| summarize arg_max(at, value), count() by name
| join kind=leftouter (known | project name, more = todouble(value)) on name
| extend parsed = parse_json('{}').member, part = extract('a', 0, name)
| order by name asc`;
  executeKql({ text, database: { tables: new Map() }, now, dialect: 'log-analytics' });
}
