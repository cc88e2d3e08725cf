// Runs an npm script of the console unless nothing has changed since it last succeeded.
// Usage: node when-changed.mjs SCRIPT [FILE THAT MUST EXIST]
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [script, result] = process.argv.slice(2)
const webui = join(import.meta.dirname, '..')
const target = join(webui, '../../../target/console')
const api = join(webui, '../../../../../docs/reference/openapi.yaml')
const skipped = new Set(['node_modules', 'generated'])

function files(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name))
    .sort((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? files(path) : [path]
    })
}

function hash(paths) {
  const sum = createHash('sha256')
  for (const path of paths) sum.update(path.slice(webui.length)).update('\0').update(readFileSync(path)).update('\0')
  return sum.digest('hex')
}

function unchanged(stamp, sum) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sum
}

function npm(...args) {
  const run = spawnSync('npm', args, { cwd: webui, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (run.error) {
    console.error('The console is built with npm and it cannot be started: install Node.js 20.19 or newer, npm included.')
    process.exit(1)
  }
  if (run.status !== 0) {
    console.error(run.stdout + run.stderr)
    process.exit(run.status ?? 1)
  }
}

const tested = script === 'test'
const inputs = [...files(webui), api].filter((path) => tested || !/\.test\.tsx?$/.test(path))
const sum = hash(inputs)
const stamp = join(target, `${script}.sha256`)
if (unchanged(stamp, sum) && (!result || existsSync(join(webui, '../../..', result)))) process.exit(0)

const modules = join(webui, 'node_modules/.tandem.sha256')
const locked = hash([join(webui, 'package-lock.json'), join(webui, 'package.json')])
if (!unchanged(modules, locked)) {
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(modules, locked)
}
rmSync(stamp, { force: true })
npm('run', script)
mkdirSync(target, { recursive: true })
writeFileSync(stamp, sum)
