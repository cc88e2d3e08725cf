import { useState } from 'react'
import { useCheckPolicies, useComposeRules, useReadRules, type PolicyCase, type PolicyReport, type PolicyRevision, type Rule } from '../../api/hooks/usePolicies.ts'

export type Mode = 'rules' | 'text'
type ShownRule = { rule: Rule; says: string }
export type Parts = { rules: ShownRule[]; rest: string; cases: PolicyCase[] }

const FIRST = `@id("a-name")
@reason("What people are told.")
@change("who can change it")
forbid (
  principal,
  action in Tandem::Action::"tool.call",
  resource
)
when { principal.risk == "high" && resource.effect != "READ" };
`
const FIRST_CASES = `[
  {
    "name": "a risky agent writes",
    "expect": "DENY",
    "tool": { "tool": "shop/create_credit_note", "arguments": {}, "agent": { "risk": "high" } }
  }
]
`

/** What is proposed: rules with what was written by hand beside them, or one text with its cases. Either becomes the other. */
export function useProposal(team: string, from: PolicyRevision | undefined, parts: Parts) {
  const [mode, setMode] = useState<Mode>('rules')
  const [rules, setRules] = useState(parts.rules.map(({ rule }) => rule))
  const [says, setSays] = useState<ShownRule[]>(parts.rules)
  const [beside, setBeside] = useState({ rest: parts.rest, cases: parts.cases })
  const [text, setText] = useState(from?.text ?? FIRST)
  const [cases, setCases] = useState(from?.cases ? JSON.stringify(from.cases, null, 2) : FIRST_CASES)
  const [report, setReport] = useState<PolicyReport>()
  const [fault, setFault] = useState<Error>()
  const compose = useComposeRules(team)
  const check = useCheckPolicies(team)
  const read = useReadRules(team)

  const asText = (): { text: string; cases: PolicyCase[] } | undefined => {
    try {
      return { text, cases: JSON.parse(cases) as PolicyCase[] }
    } catch (problem) {
      setFault(new Error(`The cases are no JSON: ${problem instanceof Error ? problem.message : String(problem)}`))
    }
  }
  const composed = async () => {
    const whole = await compose.mutateAsync({ rules, ...beside })
    setReport(whole.report)
    setSays(whole.rules)
    if (whole.report.faults.length > 0) return undefined
    setText(whole.text)
    setCases(JSON.stringify(whole.cases, null, 2))
    return whole
  }
  /** Fails in words that are kept in `fault`. */
  const trying = async <T,>(work: () => Promise<T>): Promise<T | undefined> => {
    setFault(undefined)
    setReport(undefined)
    try {
      return await work()
    } catch (problem) {
      setFault(problem instanceof Error ? problem : new Error(String(problem)))
    }
  }
  const nothing = rules.length === 0 && !beside.rest

  return {
    mode,
    rules,
    beside,
    text,
    cases,
    report,
    fault,
    busy: compose.isPending || check.isPending || read.isPending,
    setRules,
    setText,
    setCases,
    /** The sentence of a rule, as long as it is the rule that was read or tried out. */
    saysOf: (rule: Rule) => says.find((one) => JSON.stringify(one.rule) === JSON.stringify(rule))?.says,
    add: (more: ShownRule[]) => {
      setSays([...says, ...more])
      setRules([...rules, ...more.map(({ rule }) => rule)])
    },
    show: (other: Mode) =>
      trying(async () => {
        if (other === 'text') {
          if (nothing || (await composed())) setMode('text')
          return
        }
        const whole = asText()
        if (!whole) return
        const told = await read.mutateAsync(text === FIRST ? { text: '', cases: [] } : whole)
        setRules(told.rules.map(({ rule }) => rule))
        setSays(told.rules)
        setBeside({ rest: told.rest, cases: told.cases })
        setMode('rules')
      }),
    /** Tries it out; the text and cases that can be proposed, if they are sound. */
    tryOut: () =>
      trying(async () => {
        if (mode === 'rules') {
          if (nothing) throw new Error('There is no rule yet. Add one, or write what you want in plain words.')
          return composed()
        }
        const whole = asText()
        if (!whole) return undefined
        const found = await check.mutateAsync(whole)
        setReport(found)
        return found.faults.length === 0 ? whole : undefined
      }),
  }
}
