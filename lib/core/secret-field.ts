const fields =
  /(?:^|\.)(?:data|stringData)\b|(?:password|token|privatekey|kubeconfig|credentials?|secret)(?:\[[^\]]*\])?$/i;

/** Whether a path names a field that may hold a secret, wherever it stands; references to secrets are none. */
export function maySecretField(path: string): boolean {
  return fields.test(path);
}
