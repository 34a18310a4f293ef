// Plugins that register in their init functions run at the same time, all with one host that has a mutex.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/plugins_register/silent/agent"
	_ "streamvet.test/packages/plugins_register/silent/memory"
	_ "streamvet.test/packages/plugins_register/silent/uptime"
)

// Start runs the agent with these plugins.
func Start(ctx context.Context, c chatpb.ChatClient) error {
	return agent.Run(ctx, c)
}
