/** Names below the domain of a landscape, where they differ from the usual ones. */
export interface DnsProps {
  /** Domain of the virtual garden's API server, without `api.`. @default the domain of the landscape */
  readonly garden?: string;
  /** Below it lies what the runtime cluster serves: dashboard, monitoring. @default `ingress.<domain>` */
  readonly ingress?: string;
  /** Below it lie the names by which Gardener itself reaches API servers. @default `internal.<domain>` */
  readonly internal?: string;
  /** Below it lie the shoots that name no domain of their own: `<shoot>.<project>.<shoots>`. @default `shoots.<domain>` */
  readonly shoots?: string;
  /** Below it lie the ingress domains of seeds: `<seed>.<seeds>`. @default `seeds.<domain>` */
  readonly seeds?: string;
}

/** All domains of a landscape, from one definition: Garden, seeds, gardenlets and shoots take theirs from here, so that they agree. */
export class LandscapeDns {
  readonly garden: string;
  readonly ingress: string;
  readonly internal: string;
  readonly shoots: string;
  private readonly seeds: string;

  constructor(domain: string, props: DnsProps = {}) {
    this.garden = props.garden ?? domain;
    this.ingress = props.ingress ?? `ingress.${domain}`;
    this.internal = props.internal ?? `internal.${domain}`;
    this.shoots = props.shoots ?? `shoots.${domain}`;
    this.seeds = props.seeds ?? `seeds.${domain}`;
  }

  /** URL of the virtual garden's API server, as gardenlets reach it. */
  get apiServer(): string {
    return `https://api.${this.garden}`;
  }

  /** Ingress domain of a seed. */
  seed(name: string): string {
    return `${name}.${this.seeds}`;
  }

  /** Domain of a shoot that names none, as the ShootDNS admission plugin makes it. */
  shoot(project: string, name: string): string {
    return `${name}.${project}.${this.shoots}`;
  }
}
