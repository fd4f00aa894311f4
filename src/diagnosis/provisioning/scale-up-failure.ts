/** Why Azure made no machine, in words, and what to do; by the message that the node autoscaler passes on. */
export function scaleUpFailure(message: string): { why: string; next: string } {
  const family =
    /approved ([A-Za-z0-9_-]{2,60} ?[A-Za-z]* Cores) quota/i.exec(message)?.[1] ??
    /\b(standard[A-Za-z0-9]{2,40}Family)\b/.exec(message)?.[1];
  if (/quota|OperationNotAllowed|exceeding approved/i.test(message))
    return {
      why: `the subscription's quota of ${family ?? 'cores'} is used up`,
      next: 'Ask for more quota (az vm list-usage --location LOCATION -o table shows what is used), or use a pool of another machine family.',
    };
  if (
    /SkuNotAvailable|AllocationFailed|OverconstrainedAllocation|NotAvailableForSubscription|not available in (?:location|zone)|insufficient capacity/i.test(
      message,
    )
  )
    return {
      why: 'Azure has no machine of that size there now',
      next: 'Add a node pool of another size or zone (az vm list-skus --location LOCATION --size SIZE --all -o table tells where it is offered).',
    };
  if (/SubnetIsFull|InsufficientSubnetSize|subnet .{0,80}(?:full|not have enough)/i.test(message))
    return {
      why: 'its subnet has no address left',
      next: 'Give the pool a larger subnet, or remove nodes and addresses that are not needed.',
    };
  if (/timed? ?out/i.test(message))
    return {
      why: 'the machine did not become a node in time',
      next: 'See the state of the scale set and what kept its machines from joining: az aks nodepool show, and the activity log of the node resource group.',
    };
  return {
    why: 'Azure refused to add a machine',
    next: 'See the activity log of the node resource group for the refusal, and mend what it names.',
  };
}
