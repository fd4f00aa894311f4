/** One workload asks another, so often for each request that it answers itself. */
export interface MeshLink {
  from: string;
  to: string;
  times: number;
  /** A protocol that the mesh does not understand: its connections are counted, not its requests. */
  opaque?: true;
}

/** Who asks whom, of the workloads whose pods have a sidecar; "namespace/name". */
export const meshLinks: readonly MeshLink[] = [
  { from: 'platform/ingress-nginx-controller', to: 'shop/storefront', times: 1 },
  { from: 'shop/storefront', to: 'shop/catalog-search', times: 1 },
  { from: 'shop/storefront', to: 'shop/cart', times: 0.6 },
  { from: 'shop/storefront', to: 'identity/login-api', times: 0.2 },
  { from: 'shop/storefront', to: 'shop/checkout-api', times: 0.15 },
  { from: 'shop/checkout-api', to: 'payments/payments-api', times: 1 },
  { from: 'shop/checkout-api', to: 'shop/orders-db', times: 3, opaque: true },
  { from: 'payments/payments-api', to: 'payments/ledger', times: 1 },
  { from: 'payments/payments-api', to: 'payments/fraud-score', times: 1 },
  { from: 'identity/login-api', to: 'identity/token-cache', times: 2, opaque: true },
];

/** What comes in from outside, in requests a second at a usual hour. */
export const incoming = { workload: 'shop/storefront', rate: 30 };

/** How long half of the requests take at most in the workload itself, in milliseconds. */
export const ownMs: Readonly<Record<string, number>> = {
  'shop/storefront': 12,
  'shop/catalog-search': 35,
  'shop/cart': 4,
  'shop/checkout-api': 18,
  'shop/orders-db': 3,
  'payments/payments-api': 14,
  'payments/ledger': 8,
  'payments/fraud-score': 22,
  'identity/login-api': 9,
  'identity/token-cache': 1,
};
