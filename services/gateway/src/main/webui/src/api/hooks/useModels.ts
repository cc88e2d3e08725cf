import { useQuery } from '@tanstack/react-query'
import { api, take } from '../client.ts'

export function useModels() {
  return useQuery({ queryKey: ['models'], queryFn: () => take(api.GET('/api/v1/models')) })
}
