/** Escapes of JSON that go-yaml does not know: a slash, and halves of surrogate pairs. */
const foreign = /\\(?:\/|u[dD][89a-fA-F])/;
const escapes = /\\(?:(\/|u[dD][89a-fA-F][\da-fA-F]{2})|[^])/g;

/** Where a text in double quotes holds an escape that kubectl and kustomize refuse, and how many characters it has. */
export function foreignEscape(quoted: string): { readonly at: number; readonly text: string } | undefined {
  if (!foreign.test(quoted)) return undefined;
  for (const match of quoted.matchAll(escapes)) if (match[1] !== undefined) return { at: match.index, text: match[0] };
  return undefined;
}
