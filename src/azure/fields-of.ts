/** The parts of an error that tell what went wrong, whatever was thrown; texts are empty where there are none. */
export function fieldsOf(error: unknown): { name: string; code: string; cause: unknown } {
  const { name, code, cause } = (error ?? {}) as { name?: unknown; code?: unknown; cause?: unknown };
  return { name: typeof name === 'string' ? name : '', code: typeof code === 'string' ? code : '', cause };
}
