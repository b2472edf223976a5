import { sha256Hex } from '../../core/hash';
import { gzipStored } from './gzip';
import { tar, type ArchiveFile } from './tar';

/** What an artifact says about itself. */
export interface OciOptions {
  /** Address of the repository that the files come from. @default none */
  readonly source?: string;
  /** `<branch>@sha1:<commit>`, which Flux shows as the origin revision. @default none */
  readonly revision?: string;
  /** Name of the artifact in the layout. @default latest */
  readonly tag?: string;
}

/** An OCI image layout. */
export interface OciLayout {
  /** Files of the layout by path, sorted. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Digest of the manifest: what an OCIRepository pins. */
  readonly digest: string;
}

/** Source: fluxcd/pkg:oci/client (media types), OCI image-spec v1.1 (layout) */
const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.cncf.flux.config.v1+json',
  content: 'application/vnd.cncf.flux.content.v1.tar+gzip',
} as const;

/** What no cluster applies: predictions and reports of a landscape, and the state of synth. */
export function isDelivered(path: string): boolean {
  return !/(^|\/)(preview|reports)\//.test(path) && !/(^|\/)\.synth\.json$/.test(path);
}

/**
 * Packs files as an artifact that `flux` and OCIRepository read. The same files give the same digest on any machine: the artifact is dated
 * 1970, as `flux push artifact --reproducible` does.
 */
export function ociLayout(files: readonly ArchiveFile[], options: OciOptions = {}): OciLayout {
  const archive = tar(files.filter(({ path }) => isDelivered(path)));
  const layer = gzipStored(archive);
  const config = json({
    architecture: '',
    os: '',
    config: {},
    rootfs: { type: 'layers', diff_ids: [digestOf(archive)] },
  });
  const manifest = json({
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: { mediaType: mediaTypes.config, ...descriptor(config) },
    layers: [{ mediaType: mediaTypes.content, ...descriptor(layer) }],
    annotations: annotationsOf(options),
  });
  const index = json({
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: [
      {
        mediaType: mediaTypes.manifest,
        ...descriptor(manifest),
        annotations: { 'org.opencontainers.image.ref.name': options.tag ?? 'latest' },
      },
    ],
  });
  const blobs = [layer, config, manifest].map(blob => [blobPath(blob), blob] as const);
  const entries = [
    ...blobs,
    ['index.json', index] as const,
    ['oci-layout', json({ imageLayoutVersion: '1.0.0' })] as const,
  ];
  return {
    files: new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    digest: digestOf(manifest),
  };
}

function annotationsOf({ source, revision }: OciOptions): Record<string, string> {
  return {
    'org.opencontainers.image.created': '1970-01-01T00:00:00Z',
    ...(source !== undefined && { 'org.opencontainers.image.source': source }),
    ...(revision !== undefined && { 'org.opencontainers.image.revision': revision }),
  };
}

function descriptor(blob: Uint8Array): { readonly digest: string; readonly size: number } {
  return { digest: digestOf(blob), size: blob.length };
}

function digestOf(blob: Uint8Array): string {
  return `sha256:${sha256Hex(blob)}`;
}

function blobPath(blob: Uint8Array): string {
  return `blobs/sha256/${sha256Hex(blob)}`;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
