/** Whether it may be a namespace's or a container's name: a label of DNS. */
export function isLabel(name: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
}

/** Whether it may be an object's name, labels with dots between them: nothing else is called anything in a cluster. */
export function isObjectName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((part) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(part));
}

/** Whether it may be the name of a role or a binding, which need not be a name of DNS: "system:node". */
export function isRoleName(name: string): boolean {
  return name.length <= 253 && name !== '.' && name !== '..' && /^[^/%\p{C}\s]+$/u.test(name);
}
