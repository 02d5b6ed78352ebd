### 合同协议书页面的文字。
### 各语言的标识和变量一致，由测试比较。

agreement = 协议书
agreement-of = 协议书：{ $contract }
agreement-back = 返回 { $account }
agreement-print = 打印页面
agreement-pdf = PDF
agreement-beside = 协议书旁栏
agreement-period = 本期：{ $first } – { $last }
agreement-not-begun = 合同尚未生效，暂无统计。
agreement-kept-title = 本期目标达成情况
agreement-kept = { $judged } 项中达成 { $met } 项
agreement-no-verdict = 暂无可判定的目标
agreement-before = 上期 { $share }
agreement-waited = 等待客户
agreement-waited-tickets = { $count ->
    *[other] 个工单（本期）
    }
agreement-missed = 未达成的目标
agreement-missed-none = 本期和上期均无。
agreement-this-period = 本期
agreement-last-period = 上期
agreement-was-due = 应于 { $at } 完成
agreement-done-late = 逾期完成
agreement-still-open = 尚未完成
