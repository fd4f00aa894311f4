const short: Readonly<Record<string, readonly string[]>> = {
  production: ['prod', 'prd'],
  development: ['dev'],
  staging: ['stage', 'stg'],
};

/** An environment's name with what people say for it ("prod" of "production"), small letters. */
export function environmentNames(environment: string): string[] {
  const name = environment.toLowerCase();
  return [name, ...(short[name] ?? [])];
}
