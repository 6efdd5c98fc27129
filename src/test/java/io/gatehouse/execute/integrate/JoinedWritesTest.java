package io.gatehouse.execute.integrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored")
final class JoinedWritesTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new JoinedWrites());

    @Test
    void headAndSmallBodyLeaveAsOneBuffer() {
        ByteBuf body = text("body");
        ChannelFuture head = channel.write(text("head "));
        ChannelFuture end = channel.writeAndFlush(body);

        assertThat(sent()).isEqualTo("head body");
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(head.isSuccess()).isTrue();
        assertThat(end.isSuccess()).isTrue();
        assertThat(body.refCnt()).isZero();
    }

    @Test
    void nothingLeavesBeforeTheFlush() {
        channel.write(text("head"));

        assertThat(channel.<Object>readOutbound()).isNull();

        channel.flush();

        assertThat(sent()).isEqualTo("head");
    }

    @Test
    void largeBodyIsNotCopied() {
        ByteBuf large = Unpooled.buffer().writeZero(20_000);
        channel.write(text("head"));
        channel.writeAndFlush(large);

        assertThat(sent()).isEqualTo("head");
        assertThat(channel.<Object>readOutbound()).isSameAs(large);
        large.release();
    }

    @Test
    void bufferThatMayNotGrowIsLeftAlone() {
        channel.write(Unpooled.wrappedBuffer("full ".getBytes(StandardCharsets.US_ASCII)));
        channel.writeAndFlush(text("body"));

        assertThat(sent()).isEqualTo("full ");
        assertThat(sent()).isEqualTo("body");
    }

    @Test
    void bufferThatOthersHoldIsLeftAlone() {
        ByteBuf shared = text("shared ").retain();
        channel.write(shared);
        channel.writeAndFlush(text("body"));

        assertThat(sent()).isEqualTo("shared ");
        assertThat(sent()).isEqualTo("body");
        assertThat(shared.toString(StandardCharsets.US_ASCII)).isEqualTo("shared ");
        shared.release();
    }

    @Test
    void whatIsNotFlushedFailsWithTheConnection() {
        ChannelFuture first = channel.write(text("head"));
        ChannelFuture second = channel.write(text("body"));
        channel.close();
        channel.runPendingTasks();

        assertThat(first.cause()).isNotNull();
        assertThat(second.cause()).isNotNull();
    }

    private static ByteBuf text(String text) {
        return Unpooled.buffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String sent() {
        ByteBuf out = channel.readOutbound();
        String text = out.toString(StandardCharsets.US_ASCII);
        out.release();
        return text;
    }
}
