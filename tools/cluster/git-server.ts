import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';

/** One Git repository on loopback, over smart HTTP. */
export class GitServer {
  readonly repository: string;
  private readonly folder: string;
  private readonly server: Server;

  private constructor(folder: string, server: Server) {
    this.folder = folder;
    this.server = server;
    this.repository = path.join(folder, 'landscapes.git');
  }

  /** Serves an empty repository from a folder of its own. */
  static async start(folder: string): Promise<GitServer> {
    const server = createServer((asked, answer) => answerWithGit(folder, asked, answer));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const started = new GitServer(folder, server);
    execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', started.repository]);
    return started;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/landscapes.git`;
  }

  /** Makes branch `main` hold exactly the files of a folder; returns the commit. */
  commit(tree: string, message: string): string {
    const index = path.join(this.folder, 'index');
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8', env }).trim();
    const env = {
      ...process.env,
      GIT_DIR: this.repository,
      GIT_WORK_TREE: tree,
      GIT_INDEX_FILE: index,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 'test',
      GIT_AUTHOR_EMAIL: 'test@localhost',
      GIT_COMMITTER_NAME: 'test',
      GIT_COMMITTER_EMAIL: 'test@localhost',
    };
    fs.rmSync(index, { force: true });
    git('-c', 'core.autocrlf=false', 'add', '--all', '--force', '.');
    const hasParent = fs.existsSync(path.join(this.repository, 'refs/heads/main'));
    const commit = git('commit-tree', git('write-tree'), ...(hasParent ? ['-p', 'main'] : []), '-m', message);
    git('update-ref', 'refs/heads/main', commit);
    return commit;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(() => resolve()));
  }
}

/** Hands a request to `git http-backend`, in the manner of CGI. */
function answerWithGit(root: string, asked: IncomingMessage, answer: ServerResponse): void {
  const url = new URL(asked.url ?? '/', 'http://localhost');
  const header = (name: string): string => String(asked.headers[name] ?? '');
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'safe.directory',
      GIT_CONFIG_VALUE_0: '*',
      GIT_PROTOCOL: header('git-protocol'),
      REQUEST_METHOD: asked.method,
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: header('content-type'),
      CONTENT_LENGTH: header('content-length'),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      REMOTE_ADDR: '127.0.0.1',
    },
  });
  asked.pipe(backend.stdin);
  backend.stdin.on('error', () => undefined);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    const fields = output
      .subarray(0, end)
      .toString('latin1')
      .split('\r\n')
      .map(line => line.split(/:\s*/, 2));
    const status = fields.find(([name]) => name?.toLowerCase() === 'status')?.[1] ?? '200';
    const headers = fields.filter(([name]) => name?.toLowerCase() !== 'status') as [string, string][];
    answer.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers));
    answer.end(output.subarray(end + 4));
  });
}
