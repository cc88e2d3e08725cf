// Makes the pictures of the tour in README.md, light, from a platform with the demo set and an answering model.
// Usage: node tour.mjs --pictures ../../docs/images [--url URL] [--home FOLDER]
import { copyFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Desk, options } from './desk.mjs'
import { STORY, tell } from './story.mjs'

const given = options(STORY)
const folder = given.pictures ?? '../../docs/images'
const taken = mkdtempSync(join(tmpdir(), 'tour-'))
const window = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }

const KEPT = {
  'story-2-designing': 'tour-describe',
  'story-4-trial': 'tour-draft',
  'story-5-failed': 'tour-evaluate',
  'story-7-approve': 'tour-approve',
  'story-8-chat': 'tour-ask',
  'story-9-task': 'tour-task',
}

await Desk.run({ ...given, pictures: taken }, async (desk) => {
  const { page } = await tell(desk, { ...given, window, 'bad-case': true })
  await page.context().close()
  const approver = await desk.signIn('approver', '/approvals', window)
  await approver.getByRole('region', { name: /^Approval / }).first().waitFor()
  await desk.picture(approver, 'tour-decide')
  const auditor = await desk.signIn('auditor', '/audit', window)
  await auditor.getByRole('button', { name: 'Verify' }).click()
  await auditor.getByText(/records are intact/).waitFor()
  await desk.picture(auditor, 'tour-audit')
  for (const [from, to] of [...Object.entries(KEPT), ['tour-decide', 'tour-decide'], ['tour-audit', 'tour-audit']]) {
    copyFileSync(join(taken, `${from}.png`), join(folder, `${to}.png`))
  }
})
