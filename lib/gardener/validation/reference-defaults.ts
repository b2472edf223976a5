/** A reference that names its namespace: its own, else the given one. */
export function withNamespace<T extends { readonly namespace?: string | undefined }>(
  reference: T,
  namespace: string | undefined,
): T {
  const missing = (reference.namespace ?? '') === '' && (namespace ?? '') !== '';
  return missing ? { ...reference, namespace } : reference;
}
