import type { ServiceRoute } from '../situation/routes.ts';

/** Whether a host, as a caller in a namespace writes it, is a Service: "cart", "cart.shop", "db-0.db.shop.svc". */
export function namesService(
  host: string,
  from: string,
  { namespace, name }: Pick<ServiceRoute, 'namespace' | 'name'>,
) {
  const [first, second, third] = host.split('.');
  return (first === name && (second ?? from) === namespace) || (second === name && (third ?? from) === namespace);
}
