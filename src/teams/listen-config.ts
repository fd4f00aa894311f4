import { z } from 'zod';

/** Where the server listens. */
export const serverConfig = z.strictObject({
  host: z.string().min(1).default('0.0.0.0').describe('Address to listen on.'),
  port: z.coerce.number().int().min(0).max(65535).default(3978).describe('Port to listen on; 0 takes a free one.'),
});

export type ServerConfig = z.infer<typeof serverConfig>;

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
