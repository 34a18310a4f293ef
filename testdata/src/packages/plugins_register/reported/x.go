// Plugins that register in their init functions run at the same time, each with a host that has a mutex of its own.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/plugins_register/reported/agent"
	_ "streamvet.test/packages/plugins_register/reported/memory"
	_ "streamvet.test/packages/plugins_register/reported/uptime"
)

// Start runs the agent with these plugins.
func Start(ctx context.Context, c chatpb.ChatClient) error {
	return agent.Run(ctx, c)
}
