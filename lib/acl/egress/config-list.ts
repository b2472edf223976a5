/** The maps of a list of an infrastructure config: nothing where somebody wrote something else, which its own schema reports. */
export function configList<Entry extends object>(value: readonly Entry[] | undefined): readonly Entry[] {
  const list: unknown = value;
  return Array.isArray(list)
    ? list.filter((entry: unknown): entry is Entry => typeof entry === 'object' && entry !== null)
    : [];
}
