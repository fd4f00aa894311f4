/** Words by which a report says that a request failed on the server's side, rather than late. */
const failed = /\b(?:5\d\d|server error|internal error|failed|failure|error)\b/i;
const writes = /\b(?:POST|PUT|PATCH|DELETE)\b/g;
const reads = /\b(?:GET|HEAD)\b/;

/** Whether a report tells of requests that write and fail, and of none that only reads: the methods as they stand there. */
export function failingWrites(report: string | undefined): string[] {
  const text = (report ?? '').slice(0, 20_000);
  if (reads.test(text) || !failed.test(text)) return [];
  return [...new Set(text.match(writes) ?? [])];
}
