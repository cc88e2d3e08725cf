import { Timestamp, TimestampFormat } from '@patternfly/react-core'

/** A time in the reader's own zone; its exact value on hover. */
export function When({ at }: { at: string | undefined }) {
  if (!at) return <>–</>
  return (
    <Timestamp
      date={new Date(at)}
      dateFormat={TimestampFormat.medium}
      timeFormat={TimestampFormat.medium}
      locale="en-GB"
      is12Hour={false}
    />
  )
}
